package io.formrelay.door;

import io.formrelay.submission.AcceptLanguage;
import io.formrelay.submission.FieldError;
import io.formrelay.submission.ReadSubmission;
import java.util.List;
import java.util.Locale;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;

/**
 * A step for forms from browsers: without a key a form goes to the partners that are open to
 * browsers alone, and it cannot name itself, since the id that another sender is going to use could
 * be guessed and taken. A page of the relay's own says itself where its form goes.
 */
public final class LimitBrowser implements Processor {

  private final List<String> targets;

  /** Lets browsers send to these partners. */
  public LimitBrowser(List<String> targets) {
    this.targets = List.copyOf(targets);
  }

  @Override
  public void process(Exchange exchange) {
    if (AcceptExchange.FORM.equals(exchange.getProperty(AcceptExchange.SOURCE))) {
      return;
    }
    ReadSubmission read = exchange.getMessage().getBody(ReadSubmission.class);
    if (read.submissionId() != null) {
      throw refused(
          exchange,
          "SubmissionId",
          "Gönderim numarasını tarayıcı belirleyemez.",
          "A browser cannot choose the id.");
    }
    for (String target : read.targets()) {
      if (!targets.contains(target)) {
        throw refused(
            exchange,
            "Targets",
            "Anahtarsız gönderimler %s hedefine iletilmez.".formatted(target),
            "Without a key nothing is sent to %s.".formatted(target));
      }
    }
  }

  private static Problem refused(Exchange exchange, String field, String tr, String en) {
    Locale language = new AcceptLanguage().locale(HttpRequests.header(exchange, "Accept-Language"));
    String message = language.getLanguage().equals("en") ? en : tr;
    return Problem.wrongFields(List.of(new FieldError(field, message)), language);
  }
}
