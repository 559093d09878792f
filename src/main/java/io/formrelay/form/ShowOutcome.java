package io.formrelay.form;

import io.formrelay.door.AcceptExchange;
import io.formrelay.door.HttpRequests;
import io.formrelay.door.Quarantine;
import io.formrelay.door.Standings;
import io.formrelay.ledger.LedgerException;
import io.formrelay.ledger.SubmissionStatus;
import io.formrelay.submission.SubmissionIds;
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
  private final Standings standings;
  private final HtmlAnswer answer;

  /** Shows where submissions stand. */
  public ShowOutcome(Pages pages, Standings standings, FormSettings settings) {
    this.pages = pages;
    this.standings = standings;
    this.answer = new HtmlAnswer(settings);
  }

  @Override
  public void process(Exchange exchange) {
    Locale language = Languages.of(exchange);
    String id = HttpRequests.lastSegment(exchange);
    try {
      Optional<SubmissionStatus> status = find(id);
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

  private Optional<SubmissionStatus> find(String id) {
    return SubmissionIds.isMade(id)
        ? standings.find(id).filter(ShowOutcome::isForm)
        : Optional.empty();
  }

  private static boolean isForm(SubmissionStatus status) {
    return status.source().equals(AcceptExchange.FORM)
        || Quarantine.isReleased(status.id(), status.source());
  }
}
