package io.formrelay.form;

import io.formrelay.door.HttpRequests;
import io.formrelay.submission.AcceptLanguage;
import java.util.Locale;
import org.apache.camel.Exchange;

/** The language of a page: what {@code ?lang=} asks for, else what the browser prefers. */
final class Languages {

  private Languages() {}

  static Locale of(Exchange exchange) {
    String asked = HttpRequests.of(exchange).getParam("lang");
    if ("en".equals(asked)) {
      return Locale.ENGLISH;
    }
    if ("tr".equals(asked)) {
      return AcceptLanguage.TURKISH;
    }
    return new AcceptLanguage().locale(HttpRequests.header(exchange, "Accept-Language"));
  }
}
