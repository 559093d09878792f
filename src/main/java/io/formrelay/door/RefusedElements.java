package io.formrelay.door;

import io.formrelay.failpoint.FailPoint;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;

/** Files what is refused, together what has queued up; its file stays where that fails. */
final class RefusedElements implements AutoCloseable {

  private record Letter(Intake intake, IntakeDeadLetters.Refused refused, Runnable done) {}

  private final Function<Throwable, Optional<Refusal>> refusals;
  private final IntakeDeadLetters deadLetters;
  private final IntakePause pause;
  private final Grouped<Letter> waiting = new Grouped<>("inbox-refused", this::file);

  RefusedElements(
      Function<Throwable, Optional<Refusal>> refusals,
      IntakeDeadLetters deadLetters,
      IntakePause pause) {
    this.refusals = refusals;
    this.deadLetters = deadLetters;
    this.pause = pause;
  }

  /** Why a failure, or what caused it, refuses an element for good; empty where it does not. */
  Optional<Refusal> reason(Throwable failure) {
    return Stream.iterate(failure, each -> each != null, Throwable::getCause)
        .map(refusals)
        .flatMap(Optional::stream)
        .findFirst();
  }

  /**
   * Queues.
   *
   * @param done is run when it is filed, or cannot be: then its file has been put off
   */
  void add(Intake intake, IntakeDeadLetters.Refused refused, Runnable done) {
    waiting.add(new Letter(intake, refused, done));
  }

  private void file(List<Letter> letters) {
    try {
      deadLetters.file(letters.stream().map(Letter::refused).toList());
      letters.forEach(letter -> letter.intake().countRefused());
      FailPoint.REFUSED_FILED.reached();
    } catch (IOException | RuntimeException | Error e) {
      letters.forEach(letter -> letter.intake().postpone());
      pause.begin(e);
    }
    letters.forEach(letter -> letter.done().run());
  }

  @Override
  public void close() {
    waiting.close();
  }
}
