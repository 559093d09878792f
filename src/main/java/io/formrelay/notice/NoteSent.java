package io.formrelay.notice;

import java.io.IOException;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;

/**
 * A step behind the sending of a notice: notes that it was sent, or that it could not be, so that
 * it is tried again. A webhook has taken a notice where it answers with a status of 2xx.
 */
public final class NoteSent implements Processor {

  private final Notices notices;

  /** Notes it there. */
  public NoteSent(Notices notices) {
    this.notices = notices;
  }

  @Override
  public void process(Exchange exchange) {
    Notice notice = exchange.getProperty(TakeNotice.NOTICE, Notice.class);
    Throwable failure = exchange.getProperty(Exchange.EXCEPTION_CAUGHT, Throwable.class);
    Integer status = exchange.getMessage().getHeader(Exchange.HTTP_RESPONSE_CODE, Integer.class);
    if (failure == null && status != null && status / 100 != 2) {
      failure = new IOException("HTTP " + status);
    }
    if (failure == null) {
      notices.sent(notice);
    } else {
      notices.failed(notice, failure);
    }
  }
}
