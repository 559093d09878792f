package io.formrelay.running;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.io.UncheckedIOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a local user can lay into the inbox; after each, good files are taken as before. */
class HostileInboxTest {

  private static final String SECRET = "SECRET-OUTSIDE";

  @TempDir static Path data;
  @TempDir static Path outside;
  private static PartnerStub partners;
  private static RunningRelay relay;
  private static int goodOnes;

  @BeforeAll
  static void start() throws Exception {
    partners = new PartnerStub();
    relay = RunningRelay.start(data, partners.address(), Map.of("inbox.patience", "0s"));
  }

  @AfterAll
  static void stop() throws Exception {
    relay.close();
    partners.close();
  }

  @AfterEach
  void theDoorGoesOn() throws Exception {
    aGoodFileIsTaken();
  }

  private static void aGoodFileIsTaken() throws IOException {
    String code = "good-file-" + ++goodOnes;
    relay.drop(code + ".json", Forms.moka(code));
    await().until(() -> partners.askedAbout(code).size() == 1);
  }

  private static List<String> parked(String stem) {
    try (Stream<Path> all = Files.list(data.resolve("dead-letter/intake"))) {
      return all.map(each -> each.getFileName().toString())
          .filter(name -> name.startsWith(stem) && !name.endsWith(".reason.json"))
          .sorted()
          .toList();
    } catch (IOException none) {
      return List.of();
    }
  }

  private static JsonNode reason(String name) {
    return RunningRelay.read(data.resolve("dead-letter/intake").resolve(name + ".reason.json"));
  }

  private static void drop(String name, byte[] content) throws IOException {
    Path hidden = Files.write(data.resolve("inbox/." + name), content);
    Files.move(hidden, data.resolve("inbox").resolve(name));
  }

  private static boolean isTaken(String name) {
    if (Files.exists(data.resolve("inbox").resolve(name))) {
      return false;
    }
    try (Stream<Path> claimed = Files.list(data.resolve("inbox/.accepting"))) {
      return claimed.noneMatch(each -> each.toString().endsWith("~" + name));
    } catch (IOException | UncheckedIOException goneMeanwhile) {
      return false;
    }
  }

  @Test
  void whatIsNoFormIsParkedWithItsReasonItsBytesUnchanged() throws Exception {
    int before = partners.asked("").size();
    Map<String, byte[]> bodies = HostileBodies.all();
    for (Map.Entry<String, byte[]> body : bodies.entrySet()) {
      drop("bad-" + body.getKey() + ".json", body.getValue());
    }
    await()
        .until(() -> bodies.keySet().stream().allMatch(name -> isTaken("bad-" + name + ".json")));
    List<String> unparked = new ArrayList<>();
    for (Map.Entry<String, byte[]> body : bodies.entrySet()) {
      String stem = "bad-" + body.getKey() + ".";
      List<String> letters = parked(stem);
      if (letters.isEmpty()) {
        unparked.add(stem);
      }
      for (String letter : letters) {
        JsonNode reason = reason(letter);
        assertFalse(reason.at("/reason/tr").asText().isBlank(), letter);
        assertFalse(reason.at("/reason/en").asText().isBlank(), letter);
        if (letter.equals(stem + "json")) {
          assertTrue(Arrays.equals(body.getValue(), Files.readAllBytes(letter(letter))), letter);
        }
      }
    }
    assertEquals(List.of(), unparked);
    assertEquals(before, partners.asked("").size());
  }

  private static Path letter(String name) {
    return data.resolve("dead-letter/intake").resolve(name);
  }

  @Test
  void theSameAsALineOfManyIsParkedAloneBetweenGoodOnes() throws Exception {
    StringBuilder lines = new StringBuilder();
    List<String> wrong =
        List.of(
            "[".repeat(10_000),
            "{\"CustomerCode\":1e999999999}",
            "{\"a\":".repeat(100_000),
            "\u0000\u0001\u0002",
            "{\"CustomerCode\":\"" + "x".repeat(70_000) + "\"}",
            "{\"SubmissionId\":\"../../x\",\"CustomerCode\":\"1\"}",
            "]]]]",
            "null",
            "\u202E{}");
    for (int i = 0; i < wrong.size(); i++) {
      lines.append(Forms.moka("line-" + i)).append('\n').append(wrong.get(i)).append("\r\n");
    }
    relay.drop("lines.jsonl", lines.toString());

    await().until(() -> isTaken("lines.jsonl"));
    assertEquals(wrong.size(), parked("lines.").size());
    for (int i = 0; i < wrong.size(); i++) {
      String code = "line-" + i;
      await().until(() -> partners.askedAbout(code).size() == 1);
      assertEquals(wrong.get(i), Files.readString(letter("lines." + (2 * i + 2) + ".json")));
    }
  }

  @Test
  void linksPipesSocketsFoldersAndDevicesAreLeftAlone() throws Exception {
    Path inbox = data.resolve("inbox");
    Path form = Files.writeString(outside.resolve("form.json"), Forms.moka(SECRET));
    List<Path> strange = new ArrayList<>();
    strange.add(Files.createSymbolicLink(inbox.resolve("link.json"), form));
    strange.add(Files.createSymbolicLink(inbox.resolve("dangling.json"), outside.resolve("none")));
    strange.add(Files.createSymbolicLink(inbox.resolve("folder-link.json"), outside));
    strange.add(Files.createSymbolicLink(inbox.resolve("loop.json"), inbox.resolve("loop.json")));
    strange.add(Files.createSymbolicLink(inbox.resolve("zero.json"), Path.of("/dev/zero")));
    strange.add(Files.createDirectories(inbox.resolve("folder.json")));
    Files.writeString(inbox.resolve("folder.json/inside.json"), Forms.moka(SECRET));
    run("mkfifo", inbox.resolve("pipe.json").toString());
    strange.add(inbox.resolve("pipe.json"));
    try (ServerSocketChannel socket = ServerSocketChannel.open(StandardProtocolFamily.UNIX)) {
      Path name = inbox.resolve("s.json");
      socket.bind(UnixDomainSocketAddress.of(name));
      strange.add(name);

      aGoodFileIsTaken();
      aGoodFileIsTaken();
      for (Path each : strange) {
        assertTrue(Files.exists(each, java.nio.file.LinkOption.NOFOLLOW_LINKS), each.toString());
      }
      assertEquals(List.of(), partners.askedAbout(SECRET));
      assertTrue(Files.exists(form));
    }
  }

  @Test
  void linksAndPipesThatCameIntoTheClaimedFilesAreNeverOpened() throws Exception {
    Path claimed = data.resolve("inbox/.accepting");
    Path form = Files.writeString(outside.resolve("claimed.json"), Forms.moka(SECRET));
    Path link = Files.createSymbolicLink(claimed.resolve("0~link.json"), form);
    run("mkfifo", claimed.resolve("0~pipe.json").toString());

    aGoodFileIsTaken();
    aGoodFileIsTaken();
    assertEquals(List.of(), partners.askedAbout(SECRET));
    assertEquals(List.of(), parked("link"));
    Files.delete(link);
    Files.delete(claimed.resolve("0~pipe.json"));
  }

  @Test
  void aHardLinkIsTakenAndTheOtherNameKeepsTheFile() throws Exception {
    Path other = Files.writeString(outside.resolve("hard.json"), Forms.moka("hard-link"));
    Files.createLink(data.resolve("inbox/hard.json"), other);

    await().until(() -> partners.askedAbout("hard-link").size() == 1);
    assertEquals(Forms.moka("hard-link"), Files.readString(other));
  }

  @Test
  void aFileThatMayNotBeReadStays() throws Exception {
    Path file = outside.resolve("unreadable.json");
    Files.writeString(file, Forms.moka(SECRET));
    assumeTrue(file.toFile().setReadable(false) && !Files.isReadable(file), "root reads all");
    Files.move(file, data.resolve("inbox/unreadable.json"));

    aGoodFileIsTaken();
    assertTrue(Files.exists(data.resolve("inbox/unreadable.json")));
  }

  @Test
  void namesThatCannotBePrintedAreTakenAndShownHarmless() throws Exception {
    List<String> names =
        List.of(
            "new\nline.json",
            "-rf.json",
            "--.json",
            "a b\t.json",
            "\u001b[2Jx.json",
            "\u009b2Jx.json",
            "nosj.\u202Egpj.json",
            "İıŞğ.json",
            "S\u0327g\u0306.json",
            "$(touch x);`id`.json",
            "%2e%2e%2f.json",
            "x".repeat(250) + ".json",
            "{{moka.password}}.json",
            "${env:PATH}.json");
    for (int i = 0; i < names.size(); i++) {
      // Not by way of a hidden name: that would be longer than a name may be.
      Files.writeString(data.resolve("inbox").resolve(names.get(i)), Forms.moka("name-" + i));
    }
    run(
        "sh",
        "-c",
        "printf '%s' \"$1\" > \"$2/$(printf 'raw\\377\\200.json')\"",
        "sh",
        Forms.moka("name-raw"),
        data.resolve("inbox").toString());

    await()
        .until(
            () ->
                IntStream.range(0, names.size())
                    .allMatch(i -> partners.askedAbout("name-" + i).size() == 1));
    await().until(() -> relay.receipts("success/moka").stream().anyMatch(this::isRaw));
    for (JsonNode receipt : relay.receipts("success/moka")) {
      String source = receipt.path("source").asText();
      assertTrue(source.startsWith("inbox/"), source);
      assertTrue(
          source
              .codePoints()
              .noneMatch(
                  each ->
                      Character.getType(each) == Character.CONTROL
                          || Character.getType(each) == Character.FORMAT),
          source);
      assertFalse(source.contains("demoPass1"), source);
    }
  }

  private boolean isRaw(JsonNode receipt) {
    return receipt.path("source").asText().startsWith("inbox/raw");
  }

  @Test
  void aGigabyteOfNothingIsParkedAndTakesNoRoom() throws Exception {
    dropHoles("holes.jsonl", 1L << 30);
    dropHoles("holes.json", 1L << 26);
    await().until(() -> isTaken("holes.json") && isTaken("holes.jsonl"));

    assertEquals(1L << 26, Files.size(letter("holes.json")));
    assertEquals(1L << 30, Files.size(letter("holes.1.json")));
    assertTrue(kibibytes(letter("holes.json")) < 1024, "the dead letter fills the disk");
    assertTrue(kibibytes(letter("holes.1.json")) < 1024, "the dead letter fills the disk");
    Files.delete(letter("holes.json"));
    Files.delete(letter("holes.1.json"));
  }

  private static void dropHoles(String name, long size) throws IOException {
    Path hidden = data.resolve("inbox/." + name);
    try (RandomAccessFile file = new RandomAccessFile(hidden.toFile(), "rw")) {
      file.setLength(size);
    }
    Files.move(hidden, data.resolve("inbox").resolve(name));
  }

  @Test
  void aFileThatWouldTakeDaysToReadIsLeftAlone() throws Exception {
    Path endless = data.resolve("inbox/endless.jsonl");
    try (RandomAccessFile file = new RandomAccessFile(endless.toFile(), "rw")) {
      file.setLength(1L << 40);
    }
    aGoodFileIsTaken();
    aGoodFileIsTaken();
    assertEquals(1L << 40, Files.size(endless));
    Files.delete(endless);
  }

  @Test
  void anArrayOfEmptiesIsParkedOneByOne() throws Exception {
    relay.drop("empties.json", "[" + "{},".repeat(1_999) + "[]]");

    await().until(() -> isTaken("empties.json"));
    assertEquals(2_000, parked("empties.").size());
  }

  @Test
  void deepFilesAreParked() throws Exception {
    relay.drop("deep.json", "[".repeat(100_000) + "]".repeat(100_000));
    relay.drop("deeper.json", "[".repeat(1_000_000));
    relay.drop("deep-line.jsonl", "{\"a\":".repeat(100_000) + "\n");

    await().until(() -> parked("deep").size() == 3);
    assertEquals(List.of("deep-line.1.json", "deep.1.json", "deeper.json"), parked("deep"));
  }

  private static long kibibytes(Path file) throws Exception {
    return Long.parseLong(run("du", "-k", file.toString()).split("\\s")[0]);
  }

  private static String run(String... command) throws Exception {
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertEquals(0, process.waitFor(), said);
    return said;
  }
}
