package io.formrelay.delivery;

import io.formrelay.delivery.Rule.Route;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Whether a target takes deliveries now.
 *
 * <p>It closes after a number of transport failures in a row, when the partner refuses the relay's
 * credentials, or when an operator says so. Closed by itself, it lets one delivery at a time
 * through as a probe, and the first answer opens it. Safe for use by many threads.
 */
public final class TargetGate {

  /** Why a target is paused. */
  public enum Reason {
    /** The way to the partner is broken. */
    TRANSPORT,
    /** The partner refuses the relay's credentials, or very likely does. */
    CREDENTIALS,
    /** An operator paused it; only an operator resumes it. */
    OPERATOR
  }

  /**
   * A pause.
   *
   * @param reason why the target is paused
   * @param since since when
   * @param error the signal that paused it, in words
   */
  public record Pause(Reason reason, Instant since, String error) {}

  private static final Logger LOG = LoggerFactory.getLogger(TargetGate.class);

  private final String target;
  private final Clock clock;
  private final int pauseAfter;
  private final Duration probeEvery;
  private Pause pause;
  private Instant nextProbe;
  private boolean probing;

  /** The submission that is the probe; null while it is being chosen. */
  private String probe;

  private int failuresInRow;
  private final Set<String> refusedInRow = new HashSet<>();
  private String lastError;

  /** Opens a gate that follows these settings. */
  public TargetGate(TargetSettings settings, Clock clock) {
    this.target = settings.name();
    this.clock = clock;
    this.pauseAfter = settings.pauseAfter();
    this.probeEvery = settings.probe();
  }

  /** The pause that is in force. */
  public synchronized Optional<Pause> paused() {
    return Optional.ofNullable(pause);
  }

  /** The last signal that was no success, in words. */
  public synchronized Optional<String> lastError() {
    return Optional.ofNullable(lastError);
  }

  /**
   * Pauses the target until {@link #resume()}.
   *
   * @param since since when the operator wants it paused
   */
  public synchronized void pauseByOperator(Instant since) {
    pause = new Pause(Reason.OPERATOR, since, "paused by an operator");
  }

  /** Lets deliveries through again, whatever paused the target. */
  public synchronized void resume() {
    if (pause != null) {
      LOG.info("deliveries to {} go on", target);
    }
    pause = null;
    probing = false;
    failuresInRow = 0;
    refusedInRow.clear();
  }

  /**
   * How many deliveries may be claimed now. Where it is a probe it is counted as under way.
   *
   * @param wanted how many could be sent
   */
  synchronized int allowed(int wanted) {
    if (pause == null) {
      return wanted;
    }
    if (pause.reason() == Reason.OPERATOR || probing || isEarly()) {
      return 0;
    }
    probing = true;
    probe = null;
    return 1;
  }

  /** A time further away than any probe was set by a clock that has been put back since. */
  private boolean isEarly() {
    Instant now = clock.instant();
    return now.isBefore(nextProbe) && !nextProbe.isAfter(now.plus(probeEvery));
  }

  /** Names the delivery that is sent where only a probe was allowed. */
  synchronized void probes(String submissionId) {
    probe = submissionId;
  }

  /** Takes back a probe for which there was no delivery. */
  synchronized void notProbed() {
    probing = false;
  }

  /** Takes note of an attempt that says nothing of the partner, or nothing more. */
  synchronized void saidNothing(String submissionId) {
    // What was under way when the target was paused ends now, and is not the probe.
    if (probe == null || probe.equals(submissionId)) {
      probing = false;
    }
  }

  /**
   * Takes note of an attempt's signal.
   *
   * @return whether the delivery waits with its paused target and spends no retry
   */
  synchronized boolean held(String submissionId, Signal signal, Rule rule) {
    if (signal.failure() == Failure.NOT_BUILT) {
      saidNothing(submissionId);
      return false;
    }
    boolean transport = signal.failure() != null && signal.failure().transport();
    failuresInRow = transport ? failuresInRow + 1 : 0;
    countRefused(submissionId, rule, transport);
    if (rule.route() != Route.SUCCESS) {
      lastError = signal.code() + (signal.message().isBlank() ? "" : ": " + signal.message());
    }
    if (pause != null) {
      saidNothing(submissionId);
      return heldWhilePaused(transport, rule);
    }
    if (rule.route() == Route.PAUSE) {
      close(Reason.CREDENTIALS);
      return true;
    }
    if (rule.pauseAfter() > 0 && refusedInRow.size() >= rule.pauseAfter()) {
      close(Reason.CREDENTIALS);
    } else if (failuresInRow >= pauseAfter) {
      close(Reason.TRANSPORT);
    }
    return false;
  }

  private boolean heldWhilePaused(boolean transport, Rule rule) {
    boolean refused =
        rule.route() == Route.PAUSE
            || (rule.pauseAfter() > 0 && pause.reason() == Reason.CREDENTIALS);
    if (transport || refused) {
      nextProbe = clock.instant().plus(probeEvery);
      return refused || rule.route() == Route.RETRY;
    }
    if (pause.reason() != Reason.OPERATOR) {
      resume();
    }
    return false;
  }

  private void countRefused(String submissionId, Rule rule, boolean transport) {
    if (rule.pauseAfter() == 0) {
      if (!transport) {
        refusedInRow.clear();
      }
    } else if (refusedInRow.size() < rule.pauseAfter()) {
      refusedInRow.add(submissionId);
    }
  }

  private void close(Reason reason) {
    pause = new Pause(reason, clock.instant(), lastError);
    LOG.warn("deliveries to {} are paused ({}): {}", target, reason, lastError);
    nextProbe = clock.instant().plus(probeEvery);
    probing = false;
  }
}
