package io.formrelay.door;

import io.formrelay.failpoint.FailPoint;
import io.formrelay.ledger.Entry;
import io.formrelay.ledger.Entry.Kind;
import io.formrelay.ledger.LedgerException;
import io.formrelay.ledger.SubmissionStatus;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.apache.camel.Exchange;
import org.apache.camel.Message;
import org.apache.camel.Processor;

/**
 * The last step of {@code POST /submissions}: 200 with the outcome where the caller waited for it
 * and all has ended, or where a repeat finds all ended; else 202.
 */
public final class AnswerAccepted implements Processor {

  private final Standings standings;
  private final StatusJson json = new StatusJson();

  /** Answers with where submissions stand. */
  public AnswerAccepted(Standings standings) {
    this.standings = standings;
  }

  @Override
  public void process(Exchange exchange) {
    Entry entry = exchange.getMessage().getBody(Entry.class);
    Optional<Duration> waited = Wait.asked(HttpRequests.list(exchange, "Prefer"));
    Optional<SubmissionStatus> status = status(entry, waited.isPresent());
    boolean ended = status.filter(each -> each.state().ended()).isPresent();
    byte[] body =
        status.map(json::write).orElseGet(() -> json.accepted(entry.id(), targets(exchange)));
    Message answer = HttpRequests.answer(exchange, ended ? 200 : 202, "application/json", body);
    answer.setHeader("Location", "/submissions/" + entry.id());
    waited.ifPresent(wait -> answer.setHeader("Preference-Applied", "wait=" + wait.toSeconds()));
    FailPoint.ANSWER_MADE.reached();
  }

  /** Empty where nothing can be told beside that it was accepted. */
  private Optional<SubmissionStatus> status(Entry entry, boolean waited) {
    if (entry.kind() == Kind.ENTERED && !waited) {
      return Optional.empty();
    }
    try {
      return standings.find(entry.id());
    } catch (LedgerException away) {
      if (entry.kind() == Kind.ENTERED) {
        // It is durable: an error would have the caller send it again.
        return Optional.empty();
      }
      throw away;
    }
  }

  @SuppressWarnings("unchecked")
  private static List<String> targets(Exchange exchange) {
    return exchange.getProperty(AcceptExchange.TARGETS, List.class);
  }
}
