package io.formrelay.command;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The commands for the HTTP door, run as the program runs them. */
class DoorCommandsTest {

  @TempDir Path data;
  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();
  private Map<String, String> settings;

  @BeforeEach
  void set() {
    settings =
        Map.of("relay.data", data.toString(), "licrus.enabled", "false", "moka.enabled", "false");
    settings.forEach(System::setProperty);
  }

  @AfterEach
  void unset() {
    settings.keySet().forEach(System::clearProperty);
  }

  private int run(String... args) {
    return Commands.run(new PrintWriter(out, true), new PrintWriter(err, true), args);
  }

  @Test
  void aNewKeyIsPrintedWithTheLineThatConfiguresItByItsDigest() {
    assertEquals(0, run("hash-key", "--name", "erp"));
    assertEquals(0, run("hash-key", "--name", "erp"));

    List<String> lines = out.toString().lines().toList();
    assertTrue(lines.get(0).matches(".* [0-9a-f]{64}"), lines.get(0));
    assertTrue(lines.get(1).matches("relay\\.api-keys=erp:sha256:[0-9a-f]{64}"), lines.get(1));
    assertNotEquals(lines.get(1), lines.get(3));
  }

  @Test
  void aKeyOfOnesOwnIsReadFromStandardInputAndNotRepeated() {
    InputStream before = System.in;
    try {
      System.setIn(new ByteArrayInputStream("0123456789abcdef\n".getBytes(StandardCharsets.UTF_8)));
      assertEquals(0, run("hash-key", "--stdin"));
      System.setIn(new ByteArrayInputStream("short\n".getBytes(StandardCharsets.UTF_8)));
      assertEquals(2, run("hash-key", "--stdin"));
    } finally {
      System.setIn(before);
    }
    // As sha256sum has it.
    assertEquals(
        "relay.api-keys=website:sha256:"
            + "9f9f5111f7b27a781f1f1ddde5ebc2dd2b796bfc7365c9c28b548e564176929f",
        out.toString().strip());
  }

  @Test
  void whatIsInQuarantineIsListedAndReleasedIntoTheInbox() throws Exception {
    Path quarantine = Files.createDirectories(data.resolve("quarantine"));
    Files.writeString(quarantine.resolve("a-1.json"), "{\"SubmissionId\": \"a-1\"}");
    Files.writeString(
        quarantine.resolve("a-1.reason.json"),
        "{\"at\": \"2026-11-22T06:38:08Z\", \"reason\": \"honeypot\", \"origin\": \"https://x\"}");

    assertEquals(0, run("quarantine", "list"));
    assertEquals("a-1 2026-11-22T06:38:08Z honeypot https://x", out.toString().strip());
    assertEquals(1, run("quarantine", "release", "a-1", "a-2", "../a-1"));

    assertEquals("{\"SubmissionId\": \"a-1\"}", Files.readString(data.resolve("inbox/a-1.json")));
    try (var left = Files.list(quarantine)) {
      assertEquals(0, left.count());
    }
    assertEquals(2, err.toString().lines().count(), err.toString());
    assertEquals(2, run("quarantine"));
  }
}
