package io.formrelay.door;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;

/**
 * A step for forms from browsers: takes out of the form what is meant for the door itself and is no
 * field of a submission.
 *
 * <p>The fields are {@code _website}, which people do not see, {@code _startedAt}, when the form
 * was opened, {@code _idempotencyKey}, for pages that can send no header, and the captcha's.
 */
public final class TakeFormSigns implements Processor {

  static final String WEBSITE = "_website";
  static final String STARTED_AT = "_startedAt";
  static final String IDEMPOTENCY_KEY = "_idempotencyKey";

  private final String captchaField;

  /** Looks for the captcha's token in this field; null where there is no captcha. */
  public TakeFormSigns(BrowserSettings.Captcha captcha) {
    this.captchaField = captcha == null ? null : captcha.field();
  }

  @Override
  public void process(Exchange exchange) {
    if (!(exchange.getMessage().getBody() instanceof ObjectNode form)) {
      return;
    }
    String website = take(form, WEBSITE);
    String startedAt = take(form, STARTED_AT);
    String key = take(form, IDEMPOTENCY_KEY);
    String token = captchaField == null ? "" : take(form, captchaField);
    exchange.setProperty(AcceptExchange.SIGNS, new FormSigns(website, startedAt, token));
    String header = exchange.getProperty(AcceptExchange.KEY, String.class);
    String given = header != null || key.isBlank() ? header : TakeBody.key(key);
    exchange.setProperty(AcceptExchange.KEY, given);
  }

  private static String take(ObjectNode form, String field) {
    JsonNode value = form.remove(field);
    return value == null || value.isNull() ? "" : value.isValueNode() ? value.asText() : "?";
  }
}
