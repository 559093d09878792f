package io.formrelay.notice;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.formrelay.receipt.WholeFiles;
import io.formrelay.running.HandClock;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** When a notice is due, told with a clock and signs that a test sets. */
class NoticesTest {

  private static final Instant BEGIN = Instant.parse("2026-03-01T10:00:00Z");

  @TempDir Path data;
  private final WholeFiles files = new WholeFiles();
  private final HandClock clock = new HandClock(BEGIN);
  private final SetSign pause = new SetSign(Cause.Kind.PAUSED);
  private final SetSign dead = new SetSign(Cause.Kind.DEAD_LETTERS);
  private Notices notices;

  private static final class SetSign implements Sign {
    private final Cause.Kind kind;
    private Sighting sighting = Sighting.WELL;
    private boolean broken;

    SetSign(Cause.Kind kind) {
      this.kind = kind;
    }

    @Override
    public Cause cause() {
      return new Cause(kind, "moka");
    }

    @Override
    public Optional<Sighting> look(Instant now) {
      if (broken) {
        throw new IllegalStateException("cannot be told");
      }
      return Optional.ofNullable(sighting);
    }

    void wrong(Instant since) {
      sighting = Sighting.wrong(since);
    }

    void well() {
      sighting = Sighting.WELL;
    }
  }

  @BeforeEach
  void begin() {
    restart();
  }

  @AfterEach
  void end() {
    files.close();
  }

  private void restart() {
    NoticeSettings settings =
        new NoticeSettings(
            "Relay",
            Locale.ENGLISH,
            Duration.ofSeconds(5),
            Duration.ofHours(1),
            Optional.of(new NoticeSettings.Webhook(URI.create("https://hooks.example/x"), "")),
            Optional.empty());
    notices = new Notices(List.of(pause, dead), settings, new NoticeBook(book(), files), clock);
  }

  private Path book() {
    return data.resolve("notices.json");
  }

  private void after(Duration time) {
    clock.forward(time);
  }

  /** What is sent by a look, as in {@code paused wrong}. */
  private List<String> sent() {
    List<Notice> due = notices.due();
    due.forEach(notices::sent);
    return due.stream().map(NoticesTest::inShort).toList();
  }

  private static String inShort(Notice notice) {
    return notice.cause().kind().text() + (notice.wrong() ? " wrong" : " well");
  }

  @Test
  void whatIsWellIsToldToNobody() {
    assertEquals(List.of(), sent());
    after(Duration.ofDays(2));
    assertEquals(List.of(), sent());
  }

  @Test
  void whatIsWrongIsToldOnceADayAndOnceWhenItIsWellAgain() {
    pause.wrong(BEGIN);
    assertEquals(List.of("paused wrong"), sent());
    after(Duration.ofHours(23));
    assertEquals(List.of(), sent());
    after(Duration.ofHours(1));
    assertEquals(List.of("paused wrong"), sent());
    pause.well();
    assertEquals(List.of("paused well"), sent());
    assertEquals(List.of(), sent());
  }

  @Test
  void whatIsWrongAgainAndAgainIsToldOnceAnHour() {
    pause.wrong(BEGIN);
    assertEquals(List.of("paused wrong"), sent());
    pause.well();
    assertEquals(List.of("paused well"), sent());
    after(Duration.ofMinutes(10));
    pause.wrong(clock.instant());
    assertEquals(List.of(), sent());
    pause.well();
    assertEquals(List.of(), sent());
    pause.wrong(clock.instant());
    after(Duration.ofMinutes(50));
    assertEquals(List.of("paused wrong"), sent());
  }

  @Test
  void newDeadLettersAreToldEachHourAndOtherCausesMeanwhile() {
    dead.wrong(BEGIN);
    assertEquals(List.of("dead-letters wrong"), sent());
    after(Duration.ofMinutes(59));
    pause.wrong(clock.instant());
    assertEquals(List.of("paused wrong"), sent());
    after(Duration.ofMinutes(1));
    assertEquals(List.of("dead-letters wrong"), sent());
  }

  @Test
  void aRestartRepeatsNothingAndForgetsNothing() throws IOException {
    pause.wrong(BEGIN);
    assertEquals(List.of("paused wrong"), sent());
    dead.wrong(BEGIN);
    assertEquals(1, notices.due().size());

    restart();

    assertEquals(List.of("dead-letters wrong"), sent(), "what was not sent is sent");
    assertEquals(List.of(), sent());
    pause.well();
    restart();
    assertEquals(List.of("paused well"), sent());
    assertEquals(
        PosixFilePermissions.fromString("rw-------"), Files.getPosixFilePermissions(book()));
  }

  @Test
  void aBookThatIsLostOrBrokenRepeatsWhatIsWrong() throws IOException {
    pause.wrong(BEGIN);
    assertEquals(List.of("paused wrong"), sent());
    Files.delete(book());
    restart();
    assertEquals(List.of("paused wrong"), sent());
    for (String broken :
        List.of("", "{\"causes\": {\"paused:moka\": {\"toldAt\": \"x\"}}}", "[1")) {
      Files.writeString(book(), broken);
      restart();
      assertEquals(List.of("paused wrong"), sent(), broken);
    }
  }

  @Test
  void aBookThatCannotBeWrittenKeepsNothingFromBeingSentNorSendsItTwice() throws IOException {
    Files.createDirectory(book());
    Files.writeString(book().resolve("in-the-way"), "");
    restart();
    pause.wrong(BEGIN);
    assertEquals(List.of("paused wrong"), sent());
    assertEquals(List.of(), sent());
  }

  @Test
  void whatCannotBeSentIsTriedAgainLessOftenAndThenSentOnce() {
    pause.wrong(BEGIN);
    int tries = 0;
    for (int look = 0; look < 100; look++) {
      List<Notice> due = notices.due();
      tries += due.size();
      due.forEach(each -> notices.failed(each, new IOException("no\nroute")));
    }
    // After 0, 1, 3, 7, 15 looks left out, and then 31 each time.
    assertEquals(7, tries);
    int looks = 0;
    List<String> sent = sent();
    while (sent.isEmpty() && looks++ < 32) {
      sent = sent();
    }
    assertEquals(List.of("paused wrong"), sent);
    assertEquals(List.of(), sent());
  }

  @Test
  void whatWasNotSentBeforeItWasWellAgainIsToldAsWellAlone() {
    pause.wrong(BEGIN);
    assertEquals(1, notices.due().size());
    pause.well();
    after(Duration.ofMinutes(5));
    List<Notice> due = notices.due();
    assertEquals(List.of("paused well"), due.stream().map(NoticesTest::inShort).toList());
    assertEquals(BEGIN, due.get(0).since());
  }

  @Test
  void whatCannotBeToldIsNeitherWrongNorWell() {
    pause.wrong(BEGIN);
    assertEquals(List.of("paused wrong"), sent());
    pause.sighting = null;
    assertEquals(List.of(), sent());
    pause.broken = true;
    dead.wrong(BEGIN);
    assertEquals(List.of("dead-letters wrong"), sent());
  }

  @Test
  void aClockThatIsPutBackSilencesNothing() {
    pause.wrong(BEGIN);
    assertEquals(List.of("paused wrong"), sent());
    after(Duration.ofDays(-365));
    assertEquals(List.of("paused wrong"), sent());
    assertEquals(List.of(), sent());
  }
}
