package io.formrelay.notice;

import org.apache.camel.Exchange;
import org.apache.camel.Processor;

/** A step that looks around; the body becomes a list of the notices that are to be sent. */
public final class FindNotices implements Processor {

  private final Notices notices;

  /** Asks these. */
  public FindNotices(Notices notices) {
    this.notices = notices;
  }

  @Override
  public void process(Exchange exchange) {
    exchange.getMessage().setBody(notices.due());
  }
}
