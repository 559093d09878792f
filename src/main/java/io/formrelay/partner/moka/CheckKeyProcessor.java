package io.formrelay.partner.moka;

import org.apache.camel.Exchange;
import org.apache.camel.Processor;

/**
 * The step that computes the {@link CheckKey} and leaves it for {@link MokaPayload} as an exchange
 * property: a header would go out with the request and come back with the answer.
 */
public class CheckKeyProcessor implements Processor {

  /** The exchange property that holds the {@link CheckKey}. */
  public static final String CHECK_KEY = "MokaCheckKey";

  private MokaCredentials credentials = new MokaCredentials();

  /** Sets the credentials that the key is computed from. */
  public void setCredentials(MokaCredentials credentials) {
    this.credentials = credentials;
  }

  @Override
  public void process(Exchange exchange) {
    exchange.setProperty(
        CHECK_KEY,
        CheckKey.of(credentials.dealerCode(), credentials.username(), credentials.password()));
  }
}
