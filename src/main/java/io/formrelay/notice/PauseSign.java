package io.formrelay.notice;

import io.formrelay.delivery.Target;
import io.formrelay.delivery.TargetGate;
import io.formrelay.ledger.State;
import io.formrelay.watching.TargetCounts;
import java.time.Instant;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Looks whether a target is paused. A target that was paused when the relay ended is not well
 * because the relay is new: it is once something was delivered, or a pause has ended.
 */
public final class PauseSign implements Sign {

  private static final Pattern CODE = Pattern.compile("[A-Za-z][A-Za-z0-9_.-]{0,99}");

  private final Target target;
  private final TargetCounts counts;
  private boolean doubted;

  /**
   * Looks at a target.
   *
   * @param before remembers whether it was paused when the relay last ended
   */
  public PauseSign(Target target, TargetCounts counts, NoticeBook before) {
    this.target = target;
    this.counts = counts;
    this.doubted = before.standing(cause()).filter(Standing::wrong).isPresent();
  }

  @Override
  public Cause cause() {
    return new Cause(Cause.Kind.PAUSED, target.settings().name());
  }

  @Override
  public Optional<Sighting> look(Instant now) {
    Optional<TargetGate.Pause> pause = target.gate().paused();
    if (pause.isPresent()) {
      doubted = false;
      return pause.map(each -> new Sighting(true, each.since(), 0, reason(each)));
    }
    doubted &= counts.ended(State.SUCCEEDED) == 0;
    return doubted ? Optional.empty() : Optional.of(Sighting.WELL);
  }

  /** The signal's code alone: what a partner says may be personal. */
  private static String reason(TargetGate.Pause pause) {
    String error = pause.error() == null ? "" : pause.error();
    String code = error.contains(":") ? error.substring(0, error.indexOf(':')) : "";
    return CODE.matcher(code).matches()
        ? pause.reason().name() + " " + code
        : pause.reason().name();
  }
}
