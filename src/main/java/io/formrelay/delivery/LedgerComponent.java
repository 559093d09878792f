package io.formrelay.delivery;

import io.formrelay.ledger.Ledger;
import io.formrelay.ledger.State;
import java.time.Clock;
import java.util.Map;
import java.util.concurrent.ScheduledExecutorService;
import org.apache.camel.AsyncProcessor;
import org.apache.camel.Endpoint;
import org.apache.camel.support.DefaultComponent;

/**
 * The ledger as a place to send to. Each step ends when its change is durable.
 *
 * <ul>
 *   <li>{@code ledger:accept} enters a {@link io.formrelay.submission.Submission} or carries out a
 *       {@link io.formrelay.ledger.Replay}; the body becomes the {@link io.formrelay.ledger.Entry}.
 *       It fails with a {@link ConflictException}, or with a {@link
 *       io.formrelay.ledger.LedgerException} where the ledger is away.
 *   <li>{@code ledger:succeeded}, {@code ledger:retrying} and {@code ledger:dead-lettered} write a
 *       {@link io.formrelay.ledger.Settlement} down. They do not give up while the relay runs: an
 *       outcome that is known must not be forgotten. Where the delivery has ended the body becomes
 *       the ended {@link io.formrelay.ledger.Delivery}.
 * </ul>
 */
public final class LedgerComponent extends DefaultComponent {

  private final Ledger ledger;
  private final OutcomeWatch watch;
  private final Clock clock;
  private ScheduledExecutorService again;

  /** Writes to this ledger and tells this watch of what has ended. */
  public LedgerComponent(Ledger ledger, OutcomeWatch watch, Clock clock) {
    this.ledger = ledger;
    this.watch = watch;
    this.clock = clock;
  }

  @Override
  protected void doInit() throws Exception {
    super.doInit();
    again =
        getCamelContext()
            .getExecutorServiceManager()
            .newSingleThreadScheduledExecutor(this, "ledger-again");
  }

  @Override
  protected Endpoint createEndpoint(String uri, String operation, Map<String, Object> parameters) {
    return new LedgerEndpoint(uri, this, operation);
  }

  AsyncProcessor step(String operation) {
    if (operation.equals("accept")) {
      return new AcceptStep(ledger, clock);
    }
    return new SettleStep(ledger, State.of(operation), watch, again);
  }
}
