package io.formrelay.form;

import io.formrelay.door.AcceptExchange;
import io.formrelay.door.HttpRequests;
import io.formrelay.door.Quarantine;
import io.formrelay.ledger.Ledger;
import io.formrelay.ledger.LedgerException;
import io.formrelay.ledger.State;
import io.formrelay.ledger.SubmissionStatus;
import io.formrelay.ledger.SubmissionStatus.DeliveryStatus;
import io.formrelay.submission.SubmissionIds;
import java.io.IOException;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;

/**
 * Answers {@code GET /form/{id}} with what became of a submission that came in by the form. Its id
 * cannot be guessed, and the page shows nothing that was filled in.
 *
 * <p>A form in the quarantine looks like one whose partner is slow.
 */
public final class ShowOutcome implements Processor {

  private final Pages pages;
  private final Ledger ledger;
  private final Quarantine quarantine;
  private final HtmlAnswer answer;

  /** Shows what stands in this ledger or waits in this quarantine. */
  public ShowOutcome(Pages pages, Ledger ledger, Quarantine quarantine, FormSettings settings) {
    this.pages = pages;
    this.ledger = ledger;
    this.quarantine = quarantine;
    this.answer = new HtmlAnswer(settings);
  }

  @Override
  public void process(Exchange exchange) throws IOException {
    Locale language = Languages.of(exchange);
    String id = HttpRequests.lastSegment(exchange);
    try {
      Optional<SubmissionStatus> status = SubmissionIds.isMade(id) ? find(id) : Optional.empty();
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

  private Optional<SubmissionStatus> find(String id) throws IOException {
    Optional<SubmissionStatus> entered = ledger.find(id);
    return entered.isPresent()
        ? entered.filter(each -> isForm(each.source()) || isReleased(each))
        : quarantine.find(id).filter(kept -> isForm(kept.source())).map(ShowOutcome::waiting);
  }

  private static boolean isForm(String source) {
    return AcceptExchange.FORM.equals(source);
  }

  /** The quarantine releases a form into the inbox under its id. */
  private static boolean isReleased(SubmissionStatus status) {
    return status.source().equals("inbox/" + status.id() + ".json");
  }

  private static SubmissionStatus waiting(Quarantine.Kept kept) {
    return new SubmissionStatus(
        kept.id(),
        kept.at(),
        AcceptExchange.FORM,
        Map.of(
            Page.SERVICE_CALL.target(),
            new DeliveryStatus(State.PENDING, 0, null, null, null, null)));
  }
}
