package io.formrelay.delivery;

import io.formrelay.delivery.ConflictException.Kind;
import io.formrelay.failpoint.FailPoint;
import io.formrelay.ledger.Entry;
import io.formrelay.ledger.Ledger;
import io.formrelay.ledger.Replay;
import io.formrelay.ledger.State;
import io.formrelay.submission.Submission;
import java.time.Clock;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.apache.camel.AsyncCallback;
import org.apache.camel.Exchange;
import org.apache.camel.support.AsyncProcessorSupport;

/** Enters a submission, or replays a dead letter, and ends when that is durable. */
final class AcceptStep extends AsyncProcessorSupport {

  private final Ledger ledger;
  private final Clock clock;

  AcceptStep(Ledger ledger, Clock clock) {
    this.ledger = ledger;
    this.clock = clock;
  }

  @Override
  public boolean process(Exchange exchange, AsyncCallback callback) {
    accept(exchange.getMessage().getBody())
        .whenComplete(
            (entry, thrown) -> {
              if (thrown != null) {
                exchange.setException(cause(thrown));
              } else {
                exchange.getMessage().setBody(entry);
                FailPoint.ENTERED.reached();
              }
              callback.done(false);
            });
    return false;
  }

  private CompletableFuture<Entry> accept(Object body) {
    FailPoint.ENTERING.reached();
    return body instanceof Replay replay ? replay(replay) : enter((Submission) body);
  }

  private CompletableFuture<Entry> enter(Submission submission) {
    return ledger
        .enter(submission)
        .thenApply(
            entry -> {
              if (entry.kind() == Entry.Kind.CONFLICT) {
                throw new ConflictException(entry.id(), Kind.OTHER_CONTENT);
              }
              return entry;
            });
  }

  private CompletableFuture<Entry> replay(Replay replay) {
    return ledger.replay(replay, clock.instant()).thenCompose(found -> replayed(replay, found));
  }

  private CompletableFuture<Entry> replayed(Replay replay, Optional<State> found) {
    if (found.isEmpty()) {
      return enter(replay.otherwise());
    }
    if (found.get() != State.DEAD_LETTERED) {
      throw new ConflictException(replay.submissionId(), Kind.NOT_DEAD_LETTERED);
    }
    FailPoint.REPLAYED.reached();
    return CompletableFuture.completedFuture(new Entry(replay.submissionId(), Entry.Kind.ENTERED));
  }

  private static Throwable cause(Throwable thrown) {
    return thrown instanceof CompletionException && thrown.getCause() != null
        ? thrown.getCause()
        : thrown;
  }
}
