package io.formrelay.form;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.formrelay.door.HttpRequests;
import io.formrelay.ledger.Entry;
import java.nio.charset.StandardCharsets;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;

/**
 * The last step of a posted form: sends the browser on to the page that tells the outcome, so that
 * loading it again posts nothing. The form's own script, which accepts JSON, is told where that is:
 * {@code {"id", "page"}}.
 */
public final class AnswerForm implements Processor {

  private final HtmlAnswer answer;

  /** Answers as these settings say. */
  public AnswerForm(FormSettings settings) {
    this.answer = new HtmlAnswer(settings);
  }

  @Override
  public void process(Exchange exchange) {
    Entry entry = exchange.getMessage().getBody(Entry.class);
    String page = "/form/" + entry.id() + "?lang=" + Languages.of(exchange).getLanguage();
    if (wantsJson(exchange)) {
      String json =
          JsonNodeFactory.instance.objectNode().put("id", entry.id()).put("page", page).toString();
      answer.give(exchange, 200, "application/json", json.getBytes(StandardCharsets.UTF_8));
    } else {
      answer.give(exchange, 303, "text/plain; charset=utf-8", new byte[0]);
      exchange.getMessage().setHeader("Location", page);
    }
  }

  /** Whether a call waits for the outcome: the form's own script looks for it later. */
  public static boolean waits(Exchange exchange) {
    return !wantsJson(exchange);
  }

  static boolean wantsJson(Exchange exchange) {
    String accept = HttpRequests.header(exchange, "Accept");
    return accept != null && accept.contains("application/json");
  }
}
