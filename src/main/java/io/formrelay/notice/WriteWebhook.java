package io.formrelay.notice;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;

/**
 * A step that makes a webhook's JSON of the notice in the exchange property {@value
 * TakeNotice#NOTICE}.
 */
public final class WriteWebhook implements Processor {

  private static final ObjectMapper JSON = new ObjectMapper();

  private final NoticeText words;

  /** Writes with these words. */
  public WriteWebhook(NoticeText words) {
    this.words = words;
  }

  @Override
  public void process(Exchange exchange) throws IOException {
    Notice notice = exchange.getProperty(TakeNotice.NOTICE, Notice.class);
    ObjectNode json =
        JSON.createObjectNode()
            .put("relay", words.name())
            .put("cause", notice.cause().kind().text())
            .put("state", notice.wrong() ? "wrong" : "well")
            .put("target", notice.cause().target().isEmpty() ? null : notice.cause().target())
            .put("count", notice.count())
            .put("reason", notice.reason())
            .put("since", notice.since() == null ? null : notice.since().toString())
            .put("at", notice.at().toString())
            .put("title", words.title(notice))
            .put("text", words.text(notice))
            .put("todo", words.todo(notice));
    exchange.getMessage().setBody(JSON.writeValueAsBytes(json));
  }
}
