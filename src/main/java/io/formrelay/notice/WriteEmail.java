package io.formrelay.notice;

import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;

/**
 * A step that makes a mail's subject and text of the notice in the exchange property {@value
 * TakeNotice#NOTICE}.
 */
public final class WriteEmail implements Processor {

  private final NoticeText words;

  /** Writes with these words. */
  public WriteEmail(NoticeText words) {
    this.words = words;
  }

  @Override
  public void process(Exchange exchange) {
    Notice notice = exchange.getProperty(TakeNotice.NOTICE, Notice.class);
    exchange.getMessage().setHeader("Subject", words.title(notice));
    exchange
        .getMessage()
        .setBody(
            Stream.of(words.text(notice), words.since(notice), words.todo(notice))
                .filter(line -> !line.isEmpty())
                .collect(Collectors.joining("\r\n", "", "\r\n")));
  }
}
