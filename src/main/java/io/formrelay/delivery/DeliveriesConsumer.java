package io.formrelay.delivery;

import io.formrelay.failpoint.FailPoint;
import io.formrelay.ledger.Delivery;
import io.formrelay.ledger.Ledger;
import io.formrelay.ledger.LedgerException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.apache.camel.Endpoint;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;
import org.apache.camel.ShutdownRunningTask;
import org.apache.camel.Suspendable;
import org.apache.camel.spi.ShutdownAware;
import org.apache.camel.support.DefaultConsumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Hands the due deliveries of one target to its route, as many at once as the target allows.
 *
 * <p>A delivery is claimed only when a thread is free for it: what is marked {@code sending} is on
 * its way at that moment, so that a crash leaves no more outcomes unknown than it must. Camel
 * suspends before it stops: no more is claimed, and the route's steps live until all under way has
 * been written down.
 */
final class DeliveriesConsumer extends DefaultConsumer implements ShutdownAware, Suspendable {

  private static final Logger LOG = LoggerFactory.getLogger(DeliveriesConsumer.class);

  /** Another relay on the same database may make something due that this one is not told of. */
  private static final Duration LONGEST_SLEEP = Duration.ofSeconds(1);

  private final Target target;
  private final Ledger ledger;
  private final Clock clock;
  private final Upkeep upkeep;
  private final HandBack handBack;
  private final OwnFailures ownFailures;
  private final Semaphore free;
  private final RateLimit rate;
  private final BlockingQueue<Boolean> wake = new ArrayBlockingQueue<>(1);
  private ExecutorService senders;
  private Thread dispatcher;
  private volatile boolean running;

  DeliveriesConsumer(
      Endpoint endpoint, Processor processor, Target target, DeliveriesComponent component) {
    super(endpoint, processor);
    this.target = target;
    this.ledger = component.ledger();
    this.clock = component.clock();
    this.upkeep = new Upkeep(target.settings(), ledger, component.schedule(), clock);
    this.handBack = new HandBack(ledger, clock);
    this.ownFailures =
        new OwnFailures(
            endpoint.getCamelContext(), target, new RelayFailed(component.schedule(), clock));
    this.free = new Semaphore(target.settings().concurrency());
    this.rate = new RateLimit(target.settings().rate());
    ledger.onDue(
        due -> {
          if (due.equals(name())) {
            wake.offer(Boolean.TRUE);
          }
        });
  }

  @Override
  protected void doStart() throws Exception {
    super.doStart();
    senders =
        getEndpoint()
            .getCamelContext()
            .getExecutorServiceManager()
            .newFixedThreadPool(this, "deliver-" + name(), target.settings().concurrency());
    doResume();
  }

  @Override
  protected void doResume() {
    running = true;
    dispatcher = new Thread(this::dispatch, "dispatch-" + name());
    dispatcher.start();
  }

  @Override
  protected void doSuspend() throws Exception {
    running = false;
    wake.offer(Boolean.TRUE);
    if (dispatcher != null) {
      dispatcher.join();
    }
  }

  @Override
  protected void doStop() throws Exception {
    doSuspend();
    if (senders != null) {
      senders.shutdown();
    }
    super.doStop();
  }

  @Override
  public boolean deferShutdown(ShutdownRunningTask shutdownRunningTask) {
    return false;
  }

  /** Camel knows an exchange once its thread runs; what is claimed for it must be waited for. */
  @Override
  public int getPendingExchangesSize() {
    return target.settings().concurrency() - free.availablePermits();
  }

  @Override
  public void prepareShutdown(boolean suspendOnly, boolean forced) {}

  @Override
  protected void doShutdown() throws Exception {
    if (senders != null) {
      getEndpoint().getCamelContext().getExecutorServiceManager().shutdownNow(senders);
    }
    super.doShutdown();
  }

  private String name() {
    return target.settings().name();
  }

  private void dispatch() {
    boolean resumed = false;
    boolean away = false;
    try {
      while (running) {
        Instant sleepUntil = clock.instant().plus(LONGEST_SLEEP);
        try {
          if (!resumed) {
            List<Delivery> interrupted = ledger.interrupted(name());
            FailPoint.INTERRUPTED_FOUND.reached();
            interrupted.forEach(this::sendInterrupted);
          }
          resumed = true;
          upkeep.run();
          sleepUntil = claimSome();
          away = false;
        } catch (LedgerException | CompletionException e) {
          if (!away) {
            LOG.error("deliveries to {} wait: the ledger is away: {}", name(), e.getMessage());
          }
          away = true;
        } catch (RuntimeException | Error e) {
          // Without this thread the target would get nothing until the next start.
          LOG.error("deliveries to {} wait for a moment: the relay failed", name(), e);
        }
        sleep(sleepUntil);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** Claims as many as are free to go, and says until when there is nothing more to do. */
  private Instant claimSome() throws InterruptedException {
    Instant now = clock.instant();
    if (!free.tryAcquire(LONGEST_SLEEP.toMillis(), TimeUnit.MILLISECONDS)) {
      return now;
    }
    int slots = 1 + free.drainPermits();
    int allowed = target.gate().allowed(slots);
    int claimed = 0;
    try {
      int most = rate.take(allowed);
      List<Delivery> deliveries =
          most == 0 ? List.of() : ledger.claim(name(), most, clock.instant()).join();
      claimed = deliveries.size();
      if (claimed > 0) {
        FailPoint.CLAIMED.reached();
      }
      rate.giveBack(most - claimed);
      if (claimed == 1) {
        target.gate().probes(deliveries.get(0).submissionId());
      }
      deliveries.forEach(this::send);
      return claimed == most && most > 0 ? now : sleepUntil(now, allowed > most);
    } finally {
      if (claimed == 0 && allowed > 0) {
        target.gate().notProbed();
      }
      free.release(slots - claimed);
    }
  }

  private Instant sleepUntil(Instant now, boolean throttled) {
    Instant longest = now.plus(LONGEST_SLEEP);
    if (throttled) {
      return now.plusMillis(20);
    }
    if (target.gate().paused().isPresent()) {
      return now.plusMillis(100);
    }
    return ledger.nextDue(name()).filter(due -> due.isBefore(longest)).orElse(longest);
  }

  private void sleep(Instant until) throws InterruptedException {
    long millis =
        Math.min(Duration.between(clock.instant(), until).toMillis(), LONGEST_SLEEP.toMillis());
    if (millis > 0) {
      wake.poll(millis, TimeUnit.MILLISECONDS);
    }
  }

  private void sendInterrupted(Delivery delivery) {
    free.acquireUninterruptibly();
    senders.execute(() -> send(delivery, Signal.interrupted(delivery.claimedAt())));
  }

  private void send(Delivery delivery) {
    if (!running) {
      handBack.accept(delivery, free::release);
      return;
    }
    senders.execute(() -> send(delivery, null));
  }

  private void send(Delivery delivery, Signal known) {
    Exchange exchange = createExchange(false);
    exchange.getMessage().setBody(delivery.body());
    exchange.setProperty(AttemptExchange.DELIVERY, delivery);
    exchange.setProperty(AttemptExchange.BEGAN, known == null ? clock.instant() : known.at());
    exchange.setProperty(AttemptExchange.SIGNAL, known);
    new GuardedRoute(getAsyncProcessor()).process(exchange, doneSync -> sent(exchange, delivery));
  }

  private void sent(Exchange exchange, Delivery delivery) {
    if (exchange.getProperty(AttemptExchange.SETTLED, false, Boolean.class)) {
      free.release();
    } else {
      ownFailures.settle(exchange, delivery, free::release);
    }
    releaseExchange(exchange, false);
  }
}
