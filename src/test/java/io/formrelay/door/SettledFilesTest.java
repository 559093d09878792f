package io.formrelay.door;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.formrelay.running.HandClock;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import org.apache.camel.component.file.FileConsumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SettledFilesTest {

  @TempDir Path inbox;
  private final HandClock clock = new HandClock(Instant.parse("2026-03-01T10:00:00Z"));
  private boolean open = true;
  private final SettledFiles settled =
      new SettledFiles(
          clock, Duration.ofSeconds(1), Duration.ofSeconds(5), Duration.ofSeconds(10), () -> open);

  private Path write(String name, String content) throws IOException {
    Path file =
        Files.writeString(
            inbox.resolve(name), content, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
    Files.setLastModifiedTime(file, FileTime.from(clock.instant()));
    return file;
  }

  private boolean passes(Path file) {
    return settled.accept(FileConsumer.asGenericFile(inbox.toString(), file.toFile(), null, false));
  }

  @Test
  void aFileThatChangedLessThanASecondAgoWaits() throws IOException {
    Path file = write("a.json", "{}");
    assertFalse(passes(file));
    clock.forward(Duration.ofMillis(999));
    assertFalse(passes(file));
    clock.forward(Duration.ofMillis(1));
    assertTrue(passes(file));
  }

  @Test
  void anIncompleteFileWaitsUntilItIsOld() throws IOException {
    Path file = write("a.json", "[{},");
    clock.forward(Duration.ofSeconds(9));
    assertFalse(passes(file));
    assertFalse(passes(file));
    clock.forward(Duration.ofSeconds(1));
    assertTrue(passes(file));
  }

  @Test
  void linesWaitLongerBecauseAPauseBetweenTwoLooksLikeTheEnd() throws IOException {
    Path file = write("a.jsonl", "{}\n");
    clock.forward(Duration.ofSeconds(4));
    assertFalse(passes(file));
    write("a.jsonl", "{}\n");
    clock.forward(Duration.ofSeconds(4));
    assertFalse(passes(file));
    clock.forward(Duration.ofSeconds(1));
    assertTrue(passes(file));
  }

  @Test
  void aLastLineWithoutALineBreakMustBeComplete() throws IOException {
    Path half = write("half.ndjson", "{}\n{\"a\":");
    Path whole = write("whole.ndjson", "{}\n{\"a\":1}");
    clock.forward(Duration.ofSeconds(6));
    assertFalse(passes(half));
    assertTrue(passes(whole));
  }

  @Test
  void aFileFromTheFutureIsJudgedByWhatIsSeenOfIt() throws IOException {
    Path file = write("a.json", "{}");
    Files.setLastModifiedTime(file, FileTime.from(clock.instant().plus(Duration.ofDays(1))));
    assertFalse(passes(file));
    clock.forward(Duration.ofMillis(500));
    Files.setLastModifiedTime(file, FileTime.from(clock.instant().plus(Duration.ofDays(2))));
    assertFalse(passes(file));
    clock.forward(Duration.ofMillis(900));
    assertFalse(passes(file));
    clock.forward(Duration.ofMillis(100));
    assertTrue(passes(file));
  }

  @Test
  void whileNothingCanBeAcceptedFilesStayWhereTheyAre() throws IOException {
    Path file = write("a.json", "{}");
    clock.forward(Duration.ofSeconds(60));
    open = false;
    assertFalse(passes(file));
    open = true;
    assertTrue(passes(file));
  }

  @Test
  void aFileWhoseNameTheLocaleCannotExpressIsFound() throws Exception {
    Process shell =
        new ProcessBuilder("sh", "-c", "printf '{}' > \"$(printf 'ba\\376vuru.json')\"")
            .directory(inbox.toFile())
            .start();
    assertTrue(shell.waitFor() == 0);
    Path listed = Path.of(inbox.toFile().listFiles()[0].getPath());
    assertFalse(Files.exists(listed), "the listing names a file that is not there");
    clock.forward(Duration.ofDays(10_000));
    assertTrue(passes(listed));
  }

  @Test
  void aFileThatHasGoneIsNobodysBusiness() {
    assertFalse(passes(inbox.resolve("gone.json")));
    assertFalse(passes(inbox.resolve("gone?.json")));
  }
}
