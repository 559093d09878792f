package io.formrelay.form;

import io.formrelay.door.Problem;
import io.formrelay.form.FormFields.Asked;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;

/**
 * A step of the form: notes what was typed, so that the page can be shown again as it was, whatever
 * goes wrong from here on.
 */
public final class ReadForm implements Processor {

  private static final String KEY = "_key";

  private final Pages pages;

  /** Reads the forms of these pages. */
  public ReadForm(Pages pages) {
    this.pages = pages;
  }

  @Override
  public void process(Exchange exchange) {
    Map<String, List<String>> form = form(exchange);
    Page page = Page.of(exchange.getProperty(TakeForm.PAGE, String.class));
    exchange.setProperty(
        TakeForm.SENT,
        new Sent(
            key(form),
            first(form, TakeForm.STARTED_AT),
            typed(page, form),
            form.containsKey(TakeForm.NOTICE),
            List.of()));
  }

  /** The values of a form by their names. */
  @SuppressWarnings("unchecked")
  static Map<String, List<String>> form(Exchange exchange) {
    if (exchange.getMessage().getBody() instanceof Map<?, ?> form) {
      return (Map<String, List<String>>) form;
    }
    throw new Problem(415, "The form is sent as application/x-www-form-urlencoded.");
  }

  /** The first value of a name; empty where there is none. */
  static String first(Map<String, List<String>> form, String name) {
    List<String> values = form.getOrDefault(name, List.of());
    return values.isEmpty() ? "" : values.get(0);
  }

  /** The fields of the page, each with what was typed; nothing else that came along. */
  private Map<String, String> typed(Page page, Map<String, List<String>> form) {
    Map<String, String> typed = new LinkedHashMap<>();
    for (Asked asked : pages.fields().fields(page)) {
      String value = String.join("\n", form.getOrDefault(asked.name(), List.of()));
      if (!value.isBlank()) {
        typed.put(asked.name(), value);
      }
    }
    return typed;
  }

  /** A page's key is a UUID; anything else makes a submission that stands for itself. */
  private static String key(Map<String, List<String>> form) {
    try {
      return UUID.fromString(first(form, KEY)).toString();
    } catch (IllegalArgumentException none) {
      return UUID.randomUUID().toString();
    }
  }
}
