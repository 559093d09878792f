package io.formrelay.form;

import io.formrelay.door.HttpRequests;
import io.formrelay.ledger.Ledger;
import io.formrelay.ledger.LedgerException;
import io.formrelay.ledger.SubmissionStatus;
import java.util.Locale;
import java.util.Optional;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;

/**
 * Answers {@code GET /form/{id}} with what became of a submission that came in by the form. Its id
 * cannot be guessed, and the page shows nothing that was filled in.
 */
public final class ShowOutcome implements Processor {

  private final Pages pages;
  private final Ledger ledger;
  private final HtmlAnswer answer;

  /** Shows what stands in this ledger. */
  public ShowOutcome(Pages pages, Ledger ledger, FormSettings settings) {
    this.pages = pages;
    this.ledger = ledger;
    this.answer = new HtmlAnswer(settings.embeddedIn());
  }

  @Override
  public void process(Exchange exchange) {
    Locale language = Languages.of(exchange);
    try {
      Optional<SubmissionStatus> status =
          ledger
              .find(HttpRequests.lastSegment(exchange))
              .filter(each -> each.source().equals("form"));
      if (status.isPresent()) {
        answer.page(exchange, 200, pages.outcome(status.get(), language), language);
      } else {
        answer.page(exchange, 404, pages.missing(language), language);
      }
    } catch (LedgerException away) {
      answer.page(exchange, 503, pages.away(language), language);
      exchange.getMessage().setHeader("Retry-After", "5");
    }
  }
}
