package io.formrelay.door;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.formrelay.door.BrowserSettings.Captcha;
import io.formrelay.submission.ReadSubmission;
import java.io.IOException;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.Semaphore;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A step for forms from browsers, where a captcha is configured: asks its verifier about the
 * visitor's token.
 *
 * <p>A form without a good token counts as spam ({@code captcha}). So does one of which the
 * verifier does not say in time ({@code captcha-unverified}): nothing is delivered unverified, and
 * nothing is lost. A token that was good is good again for some minutes for the same form, since
 * verifiers know it once only and a form may have to be sent again.
 */
public final class AskCaptcha implements Processor {

  private static final Logger LOG = LoggerFactory.getLogger(AskCaptcha.class);
  private static final ObjectMapper JSON = new ObjectMapper();

  /** Each holds one of the server's threads: a verifier that hangs must leave most of them. */
  private static final int ASKED_AT_ONCE = 16;

  private static final int LONGEST_TOKEN = 4_096;

  private final Captcha captcha;
  private final HttpClient http;
  private final Semaphore asking = new Semaphore(ASKED_AT_ONCE);
  private final Cache<String, String> good =
      Caffeine.newBuilder().maximumSize(10_000).expireAfterWrite(Duration.ofMinutes(5)).build();

  /** Asks this verifier; nobody where it is null. */
  public AskCaptcha(Captcha captcha) {
    this.captcha = captcha;
    this.http =
        captcha == null
            ? null
            : HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .followRedirects(HttpClient.Redirect.NEVER)
                .connectTimeout(captcha.timeout())
                .build();
  }

  @Override
  public void process(Exchange exchange) {
    if (captcha == null || exchange.getProperty(AcceptExchange.SPAM) != null) {
      return;
    }
    String token = exchange.getProperty(AcceptExchange.SIGNS, FormSigns.class).token();
    if (token.isBlank() || token.length() > LONGEST_TOKEN) {
      exchange.setProperty(AcceptExchange.SPAM, "captcha");
      return;
    }
    String form = exchange.getMessage().getBody(ReadSubmission.class).fingerprint();
    if (!form.equals(good.getIfPresent(token))) {
      judge(exchange, token, form);
    }
  }

  private void judge(Exchange exchange, String token, String form) {
    if (!asking.tryAcquire()) {
      exchange.setProperty(AcceptExchange.SPAM, "captcha-unverified");
      return;
    }
    try {
      if (isGood(token)) {
        good.put(token, form);
      } else {
        exchange.setProperty(AcceptExchange.SPAM, "captcha");
      }
    } catch (IOException e) {
      LOG.warn(
          "the captcha's verifier at {} did not say: {}", captcha.verify().getHost(), e.toString());
      exchange.setProperty(AcceptExchange.SPAM, "captcha-unverified");
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      exchange.setProperty(AcceptExchange.SPAM, "captcha-unverified");
    } finally {
      asking.release();
    }
  }

  private boolean isGood(String token) throws IOException, InterruptedException {
    String form = "secret=" + encoded(captcha.secret()) + "&response=" + encoded(token);
    HttpRequest request =
        HttpRequest.newBuilder(captcha.verify())
            .timeout(captcha.timeout())
            .header("Content-Type", "application/x-www-form-urlencoded")
            .POST(BodyPublishers.ofString(form))
            .build();
    HttpResponse<byte[]> answer = http.send(request, BodyHandlers.ofByteArray());
    if (answer.statusCode() != 200) {
      throw new IOException("HTTP " + answer.statusCode());
    }
    return JSON.readTree(answer.body()).path("success").asBoolean(false);
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }
}
