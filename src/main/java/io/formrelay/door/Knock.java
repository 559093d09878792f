package io.formrelay.door;

import io.github.bucket4j.Bucket;
import io.github.bucket4j.ConsumptionProbe;
import io.vertx.core.http.HttpServerRequest;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;

/**
 * The first step of every call at the HTTP door: the caller shows the key, and does not come more
 * often than the door is set for.
 *
 * <p>The key is compared in constant time. A caller without the key is answered 401 whatever was
 * called, so that nothing can be learned without it.
 */
public final class Knock implements Processor {

  private static final String BEARER = "bearer ";

  private final byte[] key;
  private final Bucket rate;

  /**
   * Guards the door.
   *
   * @param key the key that callers show; blank where the door is open to the loopback alone
   * @param perSecond the most calls per second; 0 for as many as come
   */
  public Knock(String key, long perSecond) {
    this.key = key.isBlank() ? null : digest(key);
    this.rate =
        perSecond == 0
            ? null
            : Bucket.builder()
                .addLimit(
                    limit ->
                        limit.capacity(perSecond).refillGreedy(perSecond, Duration.ofSeconds(1)))
                .build();
  }

  @Override
  public void process(Exchange exchange) {
    check(HttpRequests.of(exchange));
  }

  /**
   * Lets a call through.
   *
   * @throws Problem 401 without the key, 429 where calls come too often
   */
  void check(HttpServerRequest request) {
    if (key != null && !shown(request)) {
      throw new Problem(
          401,
          "The call carries no key, or a wrong one.",
          List.of(),
          Map.of("WWW-Authenticate", "Bearer"));
    }
    ConsumptionProbe probe = rate == null ? null : rate.tryConsumeAndReturnRemaining(1);
    if (probe != null && !probe.isConsumed()) {
      long seconds = 1 + Duration.ofNanos(probe.getNanosToWaitForRefill()).toSeconds();
      throw new Problem(
          429,
          "Too many calls a second; try again later.",
          List.of(),
          Map.of("Retry-After", Long.toString(seconds)));
    }
  }

  /** Whether this is a key that opens the door; without a configured one, any is. */
  public boolean knows(String shown) {
    return key == null || matches(shown.strip());
  }

  private boolean shown(HttpServerRequest request) {
    String authorization = request.getHeader("Authorization");
    if (authorization != null
        && authorization.regionMatches(true, 0, BEARER, 0, BEARER.length())
        && matches(authorization.substring(BEARER.length()).strip())) {
      return true;
    }
    String apiKey = request.getHeader("X-API-Key");
    return apiKey != null && matches(apiKey.strip());
  }

  private boolean matches(String shown) {
    return MessageDigest.isEqual(key, digest(shown));
  }

  private static byte[] digest(String text) {
    try {
      return MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
