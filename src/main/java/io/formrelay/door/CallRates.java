package io.formrelay.door;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.formrelay.door.BrowserSettings.Rate;
import io.github.bucket4j.Bucket;
import io.github.bucket4j.ConsumptionProbe;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/** How often callers may come: all together, each key, and each browser's address. */
final class CallRates {

  /** Of more addresses than these, the ones that have not been seen for longest are forgotten. */
  private static final int MOST_KNOWN = 100_000;

  /** Wrong keys that may be typed into a page at one address. */
  private static final Rate GUESSES = new Rate(10, Duration.ofMinutes(10));

  private final Rate key;
  private final Rate client;
  private final Bucket everyone;
  private final Cache<String, Bucket> keys = known(Duration.ofMinutes(1));
  private final Cache<String, Bucket> clients;
  private final Cache<String, Bucket> guesses = known(GUESSES.period());

  /**
   * Sets the rates.
   *
   * @param perSecond the most calls per second of all callers; 0 for as many as come
   * @param keyPerSecond the most of one key
   * @param client the most forms of one client address
   */
  CallRates(int perSecond, int keyPerSecond, Rate client) {
    this.key = new Rate(keyPerSecond, Duration.ofSeconds(1));
    this.client = client;
    this.everyone = perSecond == 0 ? null : bucket(new Rate(perSecond, Duration.ofSeconds(1)));
    this.clients = known(client.period());
  }

  /** Counts a call of a key's owner; the name is null where there are no keys. */
  void spend(String name) {
    if (name != null && key.most() > 0) {
      spend(keys.get(name, any -> bucket(key)), "Too many calls a second with this key");
    }
    spendForAll();
  }

  /** Counts a form of a browser at this address. */
  void spendForm(String address) {
    if (client.most() > 0) {
      spend(clients.get(address, any -> bucket(client)), "Too many forms from your address");
    }
    spendForAll();
  }

  /** Counts a key typed into a page, before it is compared: many at once count, too. */
  void spendGuess(String address) {
    spend(guesses.get(address, any -> bucket(GUESSES)), "Too many wrong keys from your address");
  }

  /** Takes back what was counted for a key that is none of the wrong ones. */
  void giveBackGuess(String address) {
    guesses.get(address, any -> bucket(GUESSES)).addTokens(1);
  }

  /** Counts any other call. */
  void spendForAll() {
    if (everyone != null) {
      spend(everyone, "Too many calls a second");
    }
  }

  private static void spend(Bucket bucket, String what) {
    ConsumptionProbe probe = bucket.tryConsumeAndReturnRemaining(1);
    if (!probe.isConsumed()) {
      long seconds = 1 + Duration.ofNanos(probe.getNanosToWaitForRefill()).toSeconds();
      throw new Problem(
          429,
          what + "; try again later.",
          List.of(),
          Map.of("Retry-After", Long.toString(seconds)));
    }
  }

  private static Bucket bucket(Rate rate) {
    return Bucket.builder()
        .addLimit(limit -> limit.capacity(rate.most()).refillGreedy(rate.most(), rate.period()))
        .build();
  }

  private static Cache<String, Bucket> known(Duration period) {
    return Caffeine.newBuilder().maximumSize(MOST_KNOWN).expireAfterAccess(period).build();
  }
}
