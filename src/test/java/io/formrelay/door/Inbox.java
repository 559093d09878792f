package io.formrelay.door;

import static org.awaitility.Awaitility.await;

import io.formrelay.receipt.WholeFiles;
import io.formrelay.running.HandClock;
import io.formrelay.submission.FieldError;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.apache.camel.CamelContext;
import org.apache.camel.Route;
import org.apache.camel.ServiceStatus;
import org.apache.camel.StatefulService;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.support.PluginHelper;

/** The shipped folder door in a real Camel, before an accepting route that a test supplies. */
final class Inbox implements AutoCloseable {

  static final String WRONG = "wrong";

  /** What the accepting route of these tests throws at a submission that has a "wrong" in it. */
  static final class WrongException extends RuntimeException {
    private static final long serialVersionUID = 1L;
  }

  final HandClock clock = new HandClock(Instant.parse("2026-03-01T10:00:00Z"));
  final Path data;
  final Path folder;
  final IntakePause pause = new IntakePause(clock);
  private final WholeFiles files = new WholeFiles();
  private final CamelContext camel = new DefaultCamelContext();
  private static final AtomicInteger TOKENS = new AtomicInteger();

  Inbox(Path data, RouteBuilder accept) {
    this.data = data;
    this.folder = data.resolve("inbox");
    try {
      camel.getPropertiesComponent().addInitialProperty("relay.inbox", folder.toString());
      ClaimedFiles claimed = new ClaimedFiles(clock, pause);
      camel.getRegistry().bind("claimedFiles", claimed);
      camel
          .getRegistry()
          .bind(
              "settledFiles",
              new SettledFiles(
                  clock,
                  Duration.ofSeconds(1),
                  Duration.ofSeconds(5),
                  Duration.ofSeconds(10),
                  () -> !pause.isOn()));
      camel.getRegistry().bind("claimFiles", new ClaimFiles(folder, Inbox::token, claimed, files));
      camel
          .getRegistry()
          .bind(
              "acceptElements",
              new AcceptElements(
                  folder,
                  "direct:accept",
                  Inbox::refusal,
                  new IntakeDeadLetters(data, clock, files),
                  pause,
                  claimed,
                  files,
                  new Batches(clock)));
      camel.getShutdownStrategy().setTimeout(5);
      camel.addRoutes(accept);
      PluginHelper.getRoutesLoader(camel)
          .loadRoutes(
              PluginHelper.getResourceLoader(camel)
                  .resolveResource("file:routes/inbox.camel.yaml"));
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
  }

  private static String token() {
    return "t%05d".formatted(TOKENS.incrementAndGet());
  }

  private static Optional<Refusal> refusal(Throwable failure) {
    return failure instanceof WrongException
        ? Optional.of(
            new Refusal(
                "Alanlar yanlış.",
                "Fields are wrong.",
                List.of(new FieldError("Email", "Adres yok.")),
                List.of(new FieldError("Email", "No address."))))
        : Optional.empty();
  }

  Inbox start() {
    camel.start();
    return this;
  }

  /** Lays a finished file down: one whose last change is long ago. */
  Path drop(String name, String content) {
    return drop(name, content.getBytes(StandardCharsets.UTF_8));
  }

  Path drop(String name, byte[] content) {
    try {
      Path part = Files.write(folder.resolve(name + ".part"), content);
      touch(part, Duration.ofMinutes(1));
      return Files.move(part, folder.resolve(name));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Sets a file's last change, seen from the clock. */
  void touch(Path file, Duration ago) {
    try {
      Files.setLastModifiedTime(file, FileTime.from(clock.instant().minus(ago)));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The names in the inbox that a sender sees. */
  List<String> names() {
    return names(folder).stream().filter(name -> !name.startsWith(".")).toList();
  }

  List<String> accepting() {
    return names(folder.resolve(".accepting"));
  }

  List<String> deadLetters() {
    return names(data.resolve("dead-letter/intake"));
  }

  String deadLetter(String name) {
    try {
      return Files.readString(data.resolve("dead-letter/intake").resolve(name));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Whether no further element is begun: some time after the whole of Camel began to stop. */
  boolean isStopping() {
    Route route = camel.getRoute("accepting");
    return route == null
        || route.getConsumer() instanceof StatefulService consumer
            && consumer.getStatus() != ServiceStatus.Started;
  }

  boolean isEmpty() {
    return names().isEmpty() && accepting().isEmpty();
  }

  /** Waits until all files are done with. */
  void untilDone() {
    await().until(this::isEmpty);
  }

  static List<String> names(Path folder) {
    try (Stream<Path> entries = Files.exists(folder) ? Files.list(folder) : Stream.empty()) {
      return entries.map(each -> each.getFileName().toString()).sorted().toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void close() {
    camel.stop();
    files.close();
  }
}
