package io.formrelay.running;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** A local user who may write to the inbox of a running relay. */
final class LocalUser implements AutoCloseable {

  private final Path data;
  private final PartnerStub partners = new PartnerStub();
  private final RunningRelay relay;
  private int goodOnes;

  /** Starts the relay, and partners that do what they are asked. */
  LocalUser(Path data) throws Exception {
    this.data = data;
    relay = RunningRelay.start(data, partners.address(), Map.of("inbox.patience", "0s"));
  }

  PartnerStub partners() {
    return partners;
  }

  RunningRelay relay() {
    return relay;
  }

  /** Lays a good file into the inbox and waits until it is delivered. */
  void aGoodFileIsTaken() throws IOException {
    String code = "good-file-" + ++goodOnes;
    relay.drop(code + ".json", Forms.moka(code));
    await().until(() -> partners.askedAbout(code).size() == 1);
  }

  /** Lays a file down, whole or not at all. */
  void drop(String name, byte[] content) throws IOException {
    Path hidden = Files.write(data.resolve("inbox/." + name), content);
    Files.move(hidden, data.resolve("inbox").resolve(name));
  }

  /** Whether a file is done with. */
  boolean isTaken(String name) {
    if (Files.exists(data.resolve("inbox").resolve(name))) {
      return false;
    }
    try (Stream<Path> claimed = Files.list(data.resolve("inbox/.accepting"))) {
      return claimed.noneMatch(each -> each.toString().endsWith("~" + name));
    } catch (IOException | UncheckedIOException goneMeanwhile) {
      return false;
    }
  }

  /** The names of the dead letters of the inbox that begin like this. */
  List<String> parked(String stem) {
    try (Stream<Path> all = Files.list(data.resolve("dead-letter/intake"))) {
      return all.map(each -> each.getFileName().toString())
          .filter(name -> name.startsWith(stem) && !name.endsWith(".reason.json"))
          .sorted()
          .toList();
    } catch (IOException none) {
      return List.of();
    }
  }

  Path letter(String name) {
    return data.resolve("dead-letter/intake").resolve(name);
  }

  /** Why a file became a dead letter. */
  JsonNode reason(String name) {
    return RunningRelay.read(data.resolve("dead-letter/intake").resolve(name + ".reason.json"));
  }

  /** Runs a program of the system, and tells what it said. */
  static String run(String... command) throws Exception {
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertEquals(0, process.waitFor(), said);
    return said;
  }

  @Override
  public void close() throws IOException {
    relay.close();
    partners.close();
  }
}
