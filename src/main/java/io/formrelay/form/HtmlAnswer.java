package io.formrelay.form;

import io.formrelay.door.HttpRequests;
import io.formrelay.form.FormSettings.Captcha;
import io.vertx.core.http.HttpServerResponse;
import java.util.List;
import java.util.Locale;
import org.apache.camel.Exchange;

/**
 * An answer of the form: nothing of the request goes back with it, and a browser is told to load
 * nothing from elsewhere, to run no script but the form's own, and who may show it in a frame.
 */
final class HtmlAnswer {

  private final String policy;

  HtmlAnswer(FormSettings settings) {
    Captcha captcha = settings.captcha();
    String other = captcha == null ? "" : " " + captcha.origin();
    List<String> embeddedIn = settings.embeddedIn();
    this.policy =
        "default-src 'none'; style-src 'self'; img-src 'self'; script-src 'self'"
            + other
            + "; connect-src 'self'"
            + other
            + (captcha == null ? "" : "; frame-src" + other)
            + "; form-action 'self'; base-uri 'none'; frame-ancestors "
            + (embeddedIn.isEmpty() ? "'none'" : String.join(" ", embeddedIn));
  }

  void page(Exchange exchange, int status, byte[] html, Locale language) {
    give(exchange, status, "text/html; charset=utf-8", html);
    exchange.getMessage().setHeader("Content-Language", language.getLanguage());
  }

  void give(Exchange exchange, int status, String type, byte[] body) {
    HttpRequests.answer(exchange, status, type, body);
    HttpServerResponse response = HttpRequests.of(exchange).response();
    response.putHeader("Content-Security-Policy", policy);
    response.putHeader("X-Content-Type-Options", "nosniff");
    response.putHeader("Referrer-Policy", "same-origin");
  }
}
