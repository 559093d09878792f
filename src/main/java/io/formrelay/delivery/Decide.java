package io.formrelay.delivery;

import io.formrelay.ledger.Attempt;
import io.formrelay.ledger.Delivery;
import io.formrelay.ledger.Settlement;
import io.formrelay.ledger.State;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;

/**
 * A step of the delivering route: looks the signal up in the table of result codes and says which
 * outcome route takes the delivery on, and what the ledger shall write.
 *
 * <p>After it the body is the {@link Settlement}, and the exchange property {@value
 * AttemptExchange#ROUTE} is {@code success}, {@code retry} or {@code dead-letter}.
 */
public final class Decide implements Processor {

  private static final String EXHAUSTED = "RetriesExhausted";

  private final ResultCodes codes;
  private final RetrySchedule schedule;
  private final Targets targets;
  private final Clock clock;
  private final AttemptLog log;

  /** Decides by this table and this schedule. */
  public Decide(
      ResultCodes codes, RetrySchedule schedule, Targets targets, Clock clock, AttemptLog log) {
    this.codes = codes;
    this.schedule = schedule;
    this.targets = targets;
    this.clock = clock;
    this.log = log;
  }

  @Override
  public void process(Exchange exchange) {
    Delivery delivery = exchange.getProperty(AttemptExchange.DELIVERY, Delivery.class);
    Signal signal = exchange.getProperty(AttemptExchange.SIGNAL, Signal.class);
    Rule rule = codes.rule(delivery.target(), signal);
    boolean held =
        signal.failure() != Failure.RELAY_STOPPED
            && targets
                .get(delivery.target())
                .gate()
                .held(delivery.submissionId(), forTheGate(delivery, signal, rule), rule);
    Settlement settlement = settlement(delivery, signal, rule, held);
    exchange.getMessage().setBody(settlement);
    exchange.setProperty(AttemptExchange.ROUTE, route(settlement.state()));
    log.attempt(settlement, signal, route(settlement.state()));
  }

  /** What a gate tells of a failure stands in logs and health checks. */
  private static Signal forTheGate(Delivery delivery, Signal signal, Rule rule) {
    return rule.route() == Rule.Route.SUCCESS ? signal : NamelessSignal.of(delivery, signal);
  }

  private Settlement settlement(Delivery delivery, Signal signal, Rule rule, boolean held) {
    Instant now = clock.instant();
    if (held) {
      return settled(delivery, signal, State.RETRYING, now, now, signal.code(), held);
    }
    return switch (rule.route()) {
      case SUCCESS -> settled(delivery, signal, State.SUCCEEDED, now, null, signal.code(), held);
      case DEAD_LETTER ->
          settled(delivery, signal, State.DEAD_LETTERED, now, null, named(rule, signal), held);
      case RETRY, PAUSE, UNKNOWN -> retried(delivery, signal, now);
    };
  }

  private Settlement retried(Delivery delivery, Signal signal, Instant now) {
    Optional<Duration> delay = schedule.delay(delivery.retries(), signal.retryAfter());
    return delay
        .map(
            wait ->
                settled(
                    delivery, signal, State.RETRYING, now, now.plus(wait), signal.code(), false))
        .orElseGet(
            () -> settled(delivery, signal, State.DEAD_LETTERED, now, null, EXHAUSTED, false));
  }

  private static String named(Rule rule, Signal signal) {
    return rule.as() == null ? signal.code() : rule.as();
  }

  private Settlement settled(
      Delivery delivery,
      Signal signal,
      State state,
      Instant now,
      Instant next,
      String code,
      boolean held) {
    int retries = delivery.retries() + (state == State.RETRYING && !held ? 1 : 0);
    return new Settlement(
        delivery.submissionId(),
        delivery.target(),
        state,
        now,
        next,
        retries,
        history(delivery, signal, held),
        code,
        code.equals(Rule.OUTCOME_UNKNOWN)
            ? OutcomeUnknown.message(delivery.target(), signal.at(), signal.message())
            : signal.message(),
        signal.reference(),
        delivery.claimedAt(),
        false,
        state == State.DEAD_LETTERED && targets.get(delivery.target()).settings().holdsOrder());
  }

  /** A target may stay paused for days: a probe that ends like the one before takes its place. */
  private static List<Attempt> history(Delivery delivery, Signal signal, boolean held) {
    List<Attempt> history = new ArrayList<>(delivery.history());
    int last = history.size() - 1;
    if (held && last >= 0 && signal.code().equals(history.get(last).resultCode())) {
      history.remove(last);
    }
    history.add(
        new Attempt(
            signal.at(),
            signal.httpStatus(),
            signal.code(),
            signal.message(),
            signal.durationMs()));
    return history;
  }

  private static String route(State state) {
    return switch (state) {
      case SUCCEEDED -> "success";
      case DEAD_LETTERED -> "dead-letter";
      default -> "retry";
    };
  }
}
