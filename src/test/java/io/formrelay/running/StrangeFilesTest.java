package io.formrelay.running;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Links, pipes, devices and odd names that a local user can lay into the inbox; after each, good
 * files are taken as before.
 */
class StrangeFilesTest {

  private static final String SECRET = "SECRET-OUTSIDE";

  @TempDir static Path data;
  @TempDir static Path outside;
  private static LocalUser user;

  @BeforeAll
  static void start() throws Exception {
    user = new LocalUser(data);
  }

  @AfterAll
  static void stop() throws Exception {
    user.close();
  }

  @AfterEach
  void theDoorGoesOn() throws Exception {
    user.aGoodFileIsTaken();
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
    LocalUser.run("mkfifo", inbox.resolve("pipe.json").toString());
    strange.add(inbox.resolve("pipe.json"));
    try (ServerSocketChannel socket = ServerSocketChannel.open(StandardProtocolFamily.UNIX)) {
      Path name = inbox.resolve("s.json");
      socket.bind(UnixDomainSocketAddress.of(name));
      strange.add(name);

      user.aGoodFileIsTaken();
      user.aGoodFileIsTaken();
      for (Path each : strange) {
        assertTrue(Files.exists(each, java.nio.file.LinkOption.NOFOLLOW_LINKS), each.toString());
      }
      assertEquals(List.of(), user.partners().askedAbout(SECRET));
      assertTrue(Files.exists(form));
    }
  }

  @Test
  void linksAndPipesThatCameIntoTheClaimedFilesAreNeverOpened() throws Exception {
    Path claimed = data.resolve("inbox/.accepting");
    Path form = Files.writeString(outside.resolve("claimed.json"), Forms.moka(SECRET));
    Path link = Files.createSymbolicLink(claimed.resolve("0~link.json"), form);
    LocalUser.run("mkfifo", claimed.resolve("0~pipe.json").toString());

    user.aGoodFileIsTaken();
    user.aGoodFileIsTaken();
    assertEquals(List.of(), user.partners().askedAbout(SECRET));
    assertEquals(List.of(), user.parked("link"));
    Files.delete(link);
    Files.delete(claimed.resolve("0~pipe.json"));
  }

  @Test
  void aHardLinkIsTakenAndTheOtherNameKeepsTheFile() throws Exception {
    Path other = Files.writeString(outside.resolve("hard.json"), Forms.moka("hard-link"));
    Files.createLink(data.resolve("inbox/hard.json"), other);

    await().until(() -> user.partners().askedAbout("hard-link").size() == 1);
    assertEquals(Forms.moka("hard-link"), Files.readString(other));
  }

  @Test
  void aFileThatMayNotBeReadStays() throws Exception {
    Path file = outside.resolve("unreadable.json");
    Files.writeString(file, Forms.moka(SECRET));
    assumeTrue(file.toFile().setReadable(false) && !Files.isReadable(file), "root reads all");
    Files.move(file, data.resolve("inbox/unreadable.json"));

    user.aGoodFileIsTaken();
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
      Path whole = Files.writeString(outside.resolve("name.json"), Forms.moka("name-" + i));
      Files.move(whole, data.resolve("inbox").resolve(names.get(i)));
    }
    LocalUser.run(
        "sh",
        "-c",
        "mv \"$1\" \"$2/$(printf 'raw\\377\\200.json')\"",
        "sh",
        Files.writeString(outside.resolve("raw.json"), Forms.moka("name-raw")).toString(),
        data.resolve("inbox").toString());

    await()
        .until(
            () ->
                IntStream.range(0, names.size())
                    .allMatch(i -> user.partners().askedAbout("name-" + i).size() == 1));
    await().until(() -> user.relay().receipts("success/moka").stream().anyMatch(this::isRaw));
    for (JsonNode receipt : user.relay().receipts("success/moka")) {
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
}
