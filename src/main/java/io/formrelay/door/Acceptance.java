package io.formrelay.door;

import io.formrelay.failpoint.FailPoint;
import io.formrelay.ledger.LedgerException;
import io.formrelay.receipt.WholeFiles;
import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * Walks claimed files one after the other and sees each element through to its end.
 *
 * <p>One thread begins the elements, in file order, and waits for none of them; what bounds their
 * number is their number and size. A second thread files what is refused, a third deletes the files
 * of which all has ended: both do together what has queued up.
 */
final class Acceptance implements AutoCloseable {

  /** Has one element accepted. */
  @FunctionalInterface
  interface Step {
    /**
     * Begins.
     *
     * @param submission the element's bytes
     * @param source where it came in
     * @param key what makes it known again
     * @param ended is told once, maybe before this returns: null where the element stands in the
     *     ledger, else why not
     */
    void begin(byte[] submission, String source, String key, Consumer<Throwable> ended);
  }

  /** Elements under way: one takes a place, and another for every 4 KiB, to bound the memory. */
  private static final int PLACES = 256;

  private static final int BYTES_A_PLACE = 4096;

  private static final int FILES_AT_ONCE = 256;

  private final Step step;
  private final RefusedElements refused;
  private final IntakePause pause;
  private final ClaimedFiles claimed;
  private final WholeFiles files;
  private final Batches batches;
  private final IntakeFailures failures;

  private final Semaphore places = new Semaphore(PLACES);
  private final Semaphore filesAtOnce = new Semaphore(FILES_AT_ONCE);
  private final ExecutorService walker =
      Executors.newSingleThreadExecutor(
          task -> {
            Thread thread = new Thread(task, "inbox");
            thread.setDaemon(true);
            return thread;
          });
  private final Grouped<Intake> ending = new Grouped<>("inbox-ended", this::end);

  Acceptance(
      Step step,
      Function<Throwable, Optional<Refusal>> refusals,
      IntakeDeadLetters deadLetters,
      IntakePause pause,
      ClaimedFiles claimed,
      WholeFiles files,
      Batches batches) {
    this.step = step;
    this.refused = new RefusedElements(refusals, deadLetters, pause);
    this.pause = pause;
    this.claimed = claimed;
    this.files = files;
    this.batches = batches;
    this.failures = new IntakeFailures(files);
  }

  /**
   * Queues a file, and waits first while very many are queued.
   *
   * @param claim the file
   * @param stopping whether no further element is to be begun
   * @param done is run once, when the file has gone or is to be taken up again later
   */
  void add(Claim claim, BooleanSupplier stopping, Runnable done) throws InterruptedException {
    filesAtOnce.acquire();
    Intake intake = new Intake(claim, done, ending::add);
    walker.execute(() -> walk(intake, stopping));
  }

  @Override
  public void close() {
    walker.shutdownNow();
    refused.close();
    ending.close();
  }

  private void walk(Intake intake, BooleanSupplier stopping) {
    Claim claim = intake.claim();
    try {
      intake.noteSize();
      batches.begin(intake);
      Format format = Format.of(claim.name()).orElseThrow();
      try (Elements elements = Elements.of(claim.path(), format)) {
        Elements.Element element = elements.next();
        while (element != null && !intake.isPostponed()) {
          begin(intake, elements, element, stopping);
          batches.read(intake, element);
          element = elements.next();
        }
        if (format == Format.LINES && elements.count() == 0) {
          intake.begin();
          refuse(intake, null, Refusal.empty(), 0);
        }
      }
    } catch (UnreadableFileException e) {
      intake.begin();
      refuse(intake, null, e.refusal(), 0);
    } catch (NoSuchFileException e) {
      // Listed just before it was finished and deleted.
      intake.postpone();
    } catch (InterruptedException e) {
      intake.postpone();
      Thread.currentThread().interrupt();
    } catch (IOException e) {
      intake.postpone();
      claimed.setAside(claim, e);
    } catch (RuntimeException | Error e) {
      // Whatever it is: a file of which not all has been walked must not count as dealt with.
      intake.begin();
      relayFailed(intake, null, IntakeFailures.FILE, e, 0);
    } finally {
      intake.end();
    }
  }

  private void begin(
      Intake intake, Elements elements, Elements.Element element, BooleanSupplier stopping)
      throws IOException, InterruptedException {
    boolean tooLarge = element.tooLarge();
    byte[] submission = tooLarge ? new byte[0] : elements.bytes(element);
    int taken = 1 + submission.length / BYTES_A_PLACE;
    places.acquire(taken);
    if (intake.isPostponed() || stopping.getAsBoolean() || pause.isOn()) {
      places.release(taken);
      intake.postpone();
      return;
    }
    intake.begin();
    // What is refused of a file that is one submission is the file.
    Elements.Element blamed = elements.single() ? null : element;
    if (tooLarge) {
      refuse(intake, blamed, Refusal.tooLarge(), taken);
      return;
    }
    Claim claim = intake.claim();
    step.begin(
        submission,
        claim.source(),
        claim.key(element.number()),
        failure ->
            ended(intake, blamed, element.number(), failure, taken, stopping.getAsBoolean()));
  }

  private void ended(
      Intake intake,
      Elements.Element blamed,
      long number,
      Throwable failure,
      int taken,
      boolean stopping) {
    if (failure == null) {
      intake.countAccepted();
      FailPoint.ELEMENT_ENTERED.reached();
      pause.end();
      letGo(intake, taken);
      return;
    }
    Optional<Refusal> refusal = refused.reason(failure);
    if (refusal.isPresent()) {
      refuse(intake, blamed, refusal.get(), taken);
    } else if (IntakeFailures.isTheRelaysOwn(failure) && !stopping) {
      relayFailed(intake, blamed, number, failure, taken);
    } else {
      intake.postpone();
      if (failure instanceof LedgerException) {
        pause.begin(failure);
      } else {
        claimed.setAside(intake.claim(), failure);
      }
      letGo(intake, taken);
    }
  }

  /** What is under way ends in a refusal once the relay has failed at it too often. */
  private void relayFailed(
      Intake intake, Elements.Element blamed, long number, Throwable failure, int taken) {
    Optional<Refusal> last = failures.count(intake.claim(), number, failure);
    if (last.isPresent()) {
      refuse(intake, blamed, last.get(), taken);
      return;
    }
    intake.postpone();
    claimed.setAside(intake.claim(), failure);
    letGo(intake, taken);
  }

  private void letGo(Intake intake, int taken) {
    places.release(taken);
    intake.end();
  }

  /** Files what is under way, the whole file where no element is to blame; it ends after that. */
  private void refuse(Intake intake, Elements.Element blamed, Refusal refusal, int taken) {
    refused.add(
        intake,
        new IntakeDeadLetters.Refused(intake.claim(), blamed, refusal),
        () -> letGo(intake, taken));
  }

  private void end(List<Intake> intakes) {
    List<Path> finished = new ArrayList<>();
    for (Intake intake : intakes) {
      if (!intake.isPostponed() && !intake.hasGrown()) {
        finished.add(IntakeFailures.path(intake.claim()));
        finished.add(intake.claim().path());
        intake.report();
      }
    }
    try {
      FailPoint.FILE_ENDED.reached();
      files.delete(finished);
      FailPoint.FILE_DELETED.reached();
    } catch (IOException e) {
      intakes.forEach(intake -> claimed.setAside(intake.claim(), e));
    }
    intakes.forEach(batches::end);
    filesAtOnce.release(intakes.size());
    intakes.forEach(Intake::release);
  }
}
