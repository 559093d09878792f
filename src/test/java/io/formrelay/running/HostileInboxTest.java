package io.formrelay.running;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Contents that a local user can lay into the inbox; after each, good files are taken as before.
 */
class HostileInboxTest {

  @TempDir static Path data;
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
  void whatIsNoFormIsParkedWithItsReasonItsBytesUnchanged() throws Exception {
    int before = user.partners().asked("").size();
    Map<String, byte[]> bodies = HostileBodies.all();
    for (Map.Entry<String, byte[]> body : bodies.entrySet()) {
      user.drop("bad-" + body.getKey() + ".json", body.getValue());
    }
    await()
        .until(
            () -> bodies.keySet().stream().allMatch(name -> user.isTaken("bad-" + name + ".json")));
    List<String> unparked = new ArrayList<>();
    for (Map.Entry<String, byte[]> body : bodies.entrySet()) {
      String stem = "bad-" + body.getKey() + ".";
      List<String> letters = user.parked(stem);
      if (letters.isEmpty()) {
        unparked.add(stem);
      }
      for (String letter : letters) {
        JsonNode reason = user.reason(letter);
        assertFalse(reason.at("/reason/tr").asText().isBlank(), letter);
        assertFalse(reason.at("/reason/en").asText().isBlank(), letter);
        if (letter.equals(stem + "json")) {
          assertTrue(
              Arrays.equals(body.getValue(), Files.readAllBytes(user.letter(letter))), letter);
        }
      }
    }
    assertEquals(List.of(), unparked);
    assertEquals(before, user.partners().asked("").size());
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
    user.relay().drop("lines.jsonl", lines.toString());

    await().until(() -> user.isTaken("lines.jsonl"));
    assertEquals(wrong.size(), user.parked("lines.").size());
    for (int i = 0; i < wrong.size(); i++) {
      String code = "line-" + i;
      await().until(() -> user.partners().askedAbout(code).size() == 1);
      assertEquals(wrong.get(i), Files.readString(user.letter("lines." + (2 * i + 2) + ".json")));
    }
  }

  @Test
  void anArrayOfEmptiesIsParkedOneByOne() throws Exception {
    user.relay().drop("empties.json", "[" + "{},".repeat(1_999) + "[]]");

    await().until(() -> user.isTaken("empties.json"));
    assertEquals(2_000, user.parked("empties.").size());
  }

  @Test
  void deepFilesAreParked() throws Exception {
    user.relay().drop("deep.json", "[".repeat(100_000) + "]".repeat(100_000));
    user.relay().drop("deeper.json", "[".repeat(1_000_000));
    user.relay().drop("deep-line.jsonl", "{\"a\":".repeat(100_000) + "\n");

    await().until(() -> user.parked("deep").size() == 3);
    assertEquals(List.of("deep-line.1.json", "deep.1.json", "deeper.json"), user.parked("deep"));
  }

  @Test
  void aGigabyteOfNothingIsParkedAndTakesNoRoom() throws Exception {
    dropHoles("holes.jsonl", 1L << 30);
    dropHoles("holes.json", 1L << 26);
    await().until(() -> user.isTaken("holes.json") && user.isTaken("holes.jsonl"));

    assertEquals(1L << 26, Files.size(user.letter("holes.json")));
    assertEquals(1L << 30, Files.size(user.letter("holes.1.json")));
    assertTrue(kibibytes(user.letter("holes.json")) < 1024, "the dead letter fills the disk");
    assertTrue(kibibytes(user.letter("holes.1.json")) < 1024, "the dead letter fills the disk");
    Files.delete(user.letter("holes.json"));
    Files.delete(user.letter("holes.1.json"));
  }

  private static void dropHoles(String name, long size) throws IOException {
    Path hidden = data.resolve("inbox/." + name);
    try (RandomAccessFile file = new RandomAccessFile(hidden.toFile(), "rw")) {
      file.setLength(size);
    }
    Files.move(hidden, data.resolve("inbox").resolve(name));
  }

  private static long kibibytes(Path file) throws Exception {
    return Long.parseLong(LocalUser.run("du", "-k", file.toString()).split("\\s")[0]);
  }

  @Test
  void aFileThatWouldTakeDaysToReadIsLeftAlone() throws Exception {
    dropHoles("endless.jsonl", 1L << 40);
    Path endless = data.resolve("inbox/endless.jsonl");
    user.aGoodFileIsTaken();
    user.aGoodFileIsTaken();
    assertEquals(1L << 40, Files.size(endless));
    Files.delete(endless);
  }
}
