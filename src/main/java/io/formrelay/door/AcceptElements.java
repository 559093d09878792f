package io.formrelay.door;

import io.formrelay.delivery.GuardedRoute;
import io.formrelay.failpoint.FailPoint;
import io.formrelay.receipt.WholeFiles;
import java.io.File;
import java.io.IOException;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.function.Function;
import org.apache.camel.AsyncCallback;
import org.apache.camel.AsyncProducer;
import org.apache.camel.Exchange;
import org.apache.camel.ExchangePropertyKey;
import org.apache.camel.Route;
import org.apache.camel.ServiceStatus;
import org.apache.camel.StatefulService;
import org.apache.camel.component.file.GenericFile;
import org.apache.camel.support.AsyncProcessorSupport;

/**
 * A step that has every element of a claimed file accepted or refused, and then deletes the file.
 *
 * <p>The accepting route is started for one element after the other without waiting for its end:
 * elements enter the ledger in file order, many at a time. Each carries the exchange properties
 * {@code source} ({@code inbox/<file>}) and {@code key} ({@code inbox:<token>#<n>}), so that one
 * that was accepted before a crash is known again. A refused element goes to the dead letters.
 * Where one can be neither accepted nor refused, no further one is begun; the file stays and is
 * walked again from its beginning after a pause. What the relay itself fails at three times goes to
 * the dead letters, too. Known edge: elements that were under way together with the one that failed
 * may have overtaken it; bounded, because at most 256 are.
 */
public final class AcceptElements extends AsyncProcessorSupport {

  private static final Set<ServiceStatus> STOPPED =
      EnumSet.of(
          ServiceStatus.Suspending,
          ServiceStatus.Suspended,
          ServiceStatus.Stopping,
          ServiceStatus.Stopped);

  private final Path inbox;
  private final String acceptUri;
  private final Function<Throwable, Optional<Refusal>> refusals;
  private final IntakeDeadLetters deadLetters;
  private final IntakePause pause;
  private final ClaimedFiles claimed;
  private final WholeFiles files;
  private final Batches batches;

  private volatile boolean claimsSynced;
  private volatile AsyncProducer accept;
  private volatile Acceptance acceptance;

  /**
   * Accepts through a route.
   *
   * @param inbox the inbox
   * @param acceptUri the route's endpoint, {@code direct:accept}: it takes bytes, ends normally
   *     where the submission stands in the ledger, and with an exception where not
   * @param refusals tells which of its exceptions, or of their causes, refuse a submission for
   *     good, and why; all others mean that it cannot be accepted now
   * @param deadLetters takes what is refused
   * @param pause is told when nothing can be accepted
   * @param claimed is told when one file cannot be read
   * @param files deletes and syncs
   * @param batches is told how far large files have come
   */
  public AcceptElements(
      Path inbox,
      String acceptUri,
      Function<Throwable, Optional<Refusal>> refusals,
      IntakeDeadLetters deadLetters,
      IntakePause pause,
      ClaimedFiles claimed,
      WholeFiles files,
      Batches batches) {
    this.inbox = inbox.toAbsolutePath();
    this.acceptUri = acceptUri;
    this.refusals = refusals;
    this.deadLetters = deadLetters;
    this.pause = pause;
    this.claimed = claimed;
    this.files = files;
    this.batches = batches;
  }

  @Override
  protected void doStart() {
    acceptance =
        new Acceptance(this::accept, refusals, deadLetters, pause, claimed, files, batches);
  }

  @Override
  protected void doStop() throws IOException {
    if (acceptance != null) {
      acceptance.close();
    }
    if (accept != null) {
      accept.stop();
      accept = null;
    }
  }

  @Override
  public boolean process(Exchange exchange, AsyncCallback callback) {
    try {
      File file = (File) exchange.getMessage().getMandatoryBody(GenericFile.class).getFile();
      Optional<Claim> claim = Claim.of(file.toPath());
      if (claim.isPresent() && areClaimsSynced(exchange) && !pause.isOn()) {
        FailPoint.CLAIMS_SYNCED.reached();
        connect(exchange);
        acceptance.add(claim.get(), stopping(exchange), () -> callback.done(false));
        return false;
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (Exception e) {
      exchange.setException(e);
    }
    callback.done(true);
    return true;
  }

  /** Else a power cut could give a file back to the inbox, and its elements come twice. */
  private boolean areClaimsSynced(Exchange exchange) {
    if (exchange.getProperty(ExchangePropertyKey.BATCH_INDEX, 0, Integer.class) == 0) {
      try {
        files.sync(inbox.resolve(Claim.FOLDER));
        files.sync(inbox);
        claimsSynced = true;
      } catch (IOException e) {
        claimsSynced = false;
        pause.begin(e);
      }
    }
    return claimsSynced;
  }

  private void connect(Exchange exchange) throws Exception {
    if (accept == null) {
      AsyncProducer producer = exchange.getContext().getEndpoint(acceptUri).createAsyncProducer();
      producer.start();
      accept = producer;
    }
  }

  private static BooleanSupplier stopping(Exchange exchange) {
    Route route = exchange.getContext().getRoute(exchange.getFromRouteId());
    return route != null && route.getConsumer() instanceof StatefulService consumer
        ? () -> STOPPED.contains(consumer.getStatus())
        : () -> false;
  }

  /** Runs on a thread that is in no route: inside one, Camel would only queue the route's steps. */
  private void accept(byte[] submission, String source, String key, Consumer<Throwable> ended) {
    Exchange element = accept.getEndpoint().createExchange();
    element.setProperty("source", source);
    element.setProperty("key", key);
    element.getMessage().setBody(submission);
    new GuardedRoute(accept).process(element, doneSync -> ended.accept(element.getException()));
  }
}
