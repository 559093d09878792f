package io.formrelay.watching;

import io.formrelay.delivery.Target;
import io.formrelay.delivery.TargetGate;
import io.formrelay.delivery.Targets;
import io.formrelay.ledger.Ledger;
import io.formrelay.ledger.LedgerException;
import java.time.Clock;
import java.time.Instant;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Pauses and resumes the deliveries to a target at an operator's word. The word is noted in the
 * ledger, so that what an operator paused stays paused over a restart.
 */
public final class TargetControl {

  private static final Logger LOG = LoggerFactory.getLogger(TargetControl.class);

  private final Targets targets;
  private final Ledger ledger;
  private final Clock clock;

  /** Controls these targets and notes it in this ledger. */
  public TargetControl(Targets targets, Ledger ledger, Clock clock) {
    this.targets = targets;
    this.ledger = ledger;
    this.clock = clock;
  }

  /** Pauses again what was paused when the relay last ended. */
  public void restore() {
    Map<String, Instant> pauses = ledger.pauses();
    for (Target target : targets.all()) {
      Instant since = pauses.get(target.settings().name());
      if (since != null) {
        LOG.warn("deliveries to {} are paused by an operator", target.settings().name());
        target.gate().pauseByOperator(since);
      }
    }
  }

  /**
   * Pauses a target: what is under way ends, nothing more is sent, and nothing is probed.
   *
   * @throws IllegalArgumentException where there is no such target
   * @throws IllegalStateException where the pause could not be noted: it holds until the relay ends
   */
  public void pause(String name) {
    TargetGate gate = targets.get(name).gate();
    Instant since =
        gate.paused()
            .filter(pause -> pause.reason() == TargetGate.Reason.OPERATOR)
            .map(TargetGate.Pause::since)
            .orElseGet(clock::instant);
    gate.pauseByOperator(since);
    LOG.warn("deliveries to {} are paused by an operator", name);
    try {
      ledger.notePause(name, since);
    } catch (LedgerException e) {
      throw new IllegalStateException(
          name + " is paused, but not over a restart: " + e.getMessage(), e);
    }
  }

  /**
   * Resumes a target, whatever paused it.
   *
   * @throws IllegalArgumentException where there is no such target
   * @throws IllegalStateException where that could not be noted: after a restart it is paused again
   */
  public void resume(String name) {
    targets.get(name).gate().resume();
    try {
      ledger.forgetPause(name);
    } catch (LedgerException e) {
      throw new IllegalStateException(
          name + " goes on, but is paused again after a restart: " + e.getMessage(), e);
    }
  }
}
