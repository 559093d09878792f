package io.formrelay.notice;

import org.apache.camel.Exchange;
import org.apache.camel.Processor;

/**
 * A step that puts the notice in the body into the exchange property {@value #NOTICE}, and by which
 * way it goes into {@code way}.
 */
public final class TakeNotice implements Processor {

  /** The exchange property with the notice. */
  static final String NOTICE = "notice";

  private static final String WAY = "way";

  @Override
  public void process(Exchange exchange) {
    Notice notice = exchange.getMessage().getBody(Notice.class);
    exchange.setProperty(NOTICE, notice);
    exchange.setProperty(WAY, notice.way().name());
  }
}
