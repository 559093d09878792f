package io.formrelay.chaos;

import io.formrelay.chaos.Door.Answer;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;

/**
 * A sender at the HTTP door that posts one form after the other. Where the connection breaks, it
 * posts a form with a key again until it is answered, and gives one without a key up: whether that
 * was taken cannot be known. Those of one customer are therefore taken in the order of their serial
 * numbers.
 */
final class HttpSender implements Callable<Void> {

  private static final int CUSTOMERS = 6;

  private final String name;
  private final Door door;
  private final Forms forms;
  private final Journal journal;
  private final Findings findings;
  private final Shift shift;
  private final RandomGenerator random;

  HttpSender(
      String name,
      Door door,
      Forms forms,
      Seeds seeds,
      Journal journal,
      Findings findings,
      Shift shift) {
    this.name = name;
    this.door = door;
    this.forms = forms;
    this.journal = journal;
    this.findings = findings;
    this.shift = shift;
    this.random = seeds.of("sender " + name);
  }

  @Override
  public Void call() throws InterruptedException {
    for (int serial = 1; shift.loads(5 + random.nextInt(60)); serial++) {
      String customer = "C-" + name + "-" + random.nextInt(CUSTOMERS);
      Form form = forms.form(name + "-" + serial, customer);
      int manner = random.nextInt(100);
      int luck = random.nextInt(100);
      if (manner < 4) {
        sendWrong(forms.wrong(form));
      } else if (manner < 30) {
        sendOnce(form, luck);
      } else {
        sendUntilAnswered(keyed(form, manner), luck);
      }
    }
    return null;
  }

  private Form keyed(Form form, int manner) {
    if (manner < 60) {
      return forms.named(form);
    }
    return manner < 90 ? forms.keyed(form) : forms.keyed(forms.named(form));
  }

  private void sendWrong(Form form) throws InterruptedException {
    journal.refused(form);
    Optional<Answer> answer = door.post(form, false, 0);
    if (answer.isPresent() && answer.get().status() != 422 && answer.get().status() != 503) {
      findings.broken(form.name(), "a wrong form was answered " + answer.get());
    }
  }

  private void sendOnce(Form form, int luck) throws InterruptedException {
    Optional<Answer> answer = post(form, luck);
    if (answer.isEmpty()) {
      journal.unanswered(form);
    } else {
      take(form, answer.get());
    }
  }

  private void sendUntilAnswered(Form form, int luck) throws InterruptedException {
    boolean answered = false;
    while (!answered) {
      if (luck < 5) {
        answered = volley(form);
      } else {
        Optional<Answer> answer = post(form, luck);
        answered = answer.isPresent() && take(form, answer.get());
      }
      if (!answered && !shift.lasts(50 + Math.floorMod(form.name().hashCode(), 50))) {
        return;
      }
    }
    if (luck >= 5 && luck < 20) {
      door.post(form, false, 0).ifPresent(answer -> take(form, answer));
    } else if (luck >= 20 && luck < 26) {
      sendAltered(form);
    } else if (luck >= 26 && luck < 32 && form.id() != null && form.key() == null) {
      journal.sendAgain(form);
    }
  }

  private Optional<Answer> post(Form form, int luck) throws InterruptedException {
    return door.post(form, luck % 4 == 0, luck % 8 == 1 ? 1 + luck % 3 : 0);
  }

  /** The same form several times at once, as impatient fingers do. */
  private boolean volley(Form form) {
    List<CompletableFuture<Optional<Answer>>> begun =
        IntStream.range(0, 4).mapToObj(i -> door.begin(form)).toList();
    boolean answered = false;
    for (CompletableFuture<Optional<Answer>> each : begun) {
      Optional<Answer> answer = each.join();
      answered |= answer.isPresent() && take(form, answer.get());
    }
    return answered;
  }

  /** The same key with other content is refused and changes nothing. */
  private void sendAltered(Form form) throws InterruptedException {
    String field = form.targets().contains("moka") ? "FirstName" : "DealerCompanyName";
    Optional<Answer> answer = door.post(form.with(field, "Başka"), false, 0);
    if (answer.isPresent() && answer.get().status() != 409 && answer.get().status() != 503) {
      findings.broken(form.name(), "its key with other content was answered " + answer.get());
    }
  }

  /** Whether the relay has taken it. */
  private boolean take(Form form, Answer answer) {
    if (answer.accepted()) {
      journal.acknowledged(form, answer.id());
      if (form.id() != null && !form.id().equals(answer.id())) {
        findings.broken(form.name(), "its SubmissionId became " + answer.id());
      }
      return true;
    }
    if (answer.status() != 503) {
      findings.broken(form.name(), "a right form was answered " + answer);
    }
    return false;
  }
}
