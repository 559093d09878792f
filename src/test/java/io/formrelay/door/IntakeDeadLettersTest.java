package io.formrelay.door;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the folder door refuses, and where it is kept with the reason. */
class IntakeDeadLettersTest {

  @TempDir Path folder;
  private final NotingLedger ledger = new NotingLedger();
  private Inbox inbox;

  @BeforeEach
  void start() {
    inbox = new Inbox(folder.resolve("veri klasörü +1%"), ledger).start();
  }

  @AfterEach
  void stop() {
    inbox.close();
  }

  @Test
  void aFileThatStaysIncompleteIsRefusedAsAWhole() {
    inbox.drop("half.json", "[{\"a\":1},\n {\"b\":");
    inbox.untilDone();
    assertEquals(List.of(), ledger.accepted());
    assertEquals(List.of("half.json", "half.json.reason.json"), inbox.deadLetters());
    assertEquals("[{\"a\":1},\n {\"b\":", inbox.deadLetter("half.json"));
    assertEquals(
        """
        {
          "file" : "half.json",
          "element" : null,
          "source" : "inbox/half.json",
          "refusedAt" : "2026-03-01T10:00:00Z",
          "reason" : {
            "tr" : "Dosya baştan sona tek bir geçerli JSON değeri değil (satır 2, sütun 7).",
            "en" : "The file is not one well-formed JSON value from beginning to end (line 2, column 7)."
          },
          "errors" : [ ],
          "intake" : "TOKEN"
        }""",
        inbox.deadLetter("half.json.reason.json").replaceAll("\"t\\d{5}\"", "\"TOKEN\""));
  }

  @Test
  void filesThatHoldNothingOrAreNotUtf8AreRefused() {
    inbox.drop("empty.json", "");
    inbox.drop("blank.jsonl", "\n \n");
    inbox.drop("utf16.json", "{\"a\":1}".getBytes(StandardCharsets.UTF_16LE));
    inbox.drop("two.json", "{}\n{}");
    inbox.untilDone();
    assertEquals(List.of(), ledger.accepted());
    assertEquals(
        List.of(
            "blank.jsonl",
            "blank.jsonl.reason.json",
            "empty.json",
            "empty.json.reason.json",
            "two.json",
            "two.json.reason.json",
            "utf16.json",
            "utf16.json.reason.json"),
        inbox.deadLetters());
    assertTrue(inbox.deadLetter("blank.jsonl.reason.json").contains("The file is empty."));
    assertTrue(inbox.deadLetter("utf16.json.reason.json").contains("not written in UTF-8"));
  }

  @Test
  void onlyTheWrongElementsOfABatchBecomeDeadLetters() {
    inbox.drop("bad.jsonl", "{\"a\":1}\n\n{\"b\":2}\n { \"wrong\" :\t3}\r\n{\"d\":4}\n");
    inbox.untilDone();
    assertEquals(List.of("{\"a\":1}", "{\"b\":2}", "{\"d\":4}"), ledger.accepted());
    assertEquals(List.of("bad.3.json", "bad.3.json.reason.json"), inbox.deadLetters());
    assertEquals(" { \"wrong\" :\t3}", inbox.deadLetter("bad.3.json"));
    assertEquals(
        """
        {
          "file" : "bad.jsonl",
          "element" : 3,
          "source" : "inbox/bad.jsonl",
          "refusedAt" : "2026-03-01T10:00:00Z",
          "reason" : {
            "tr" : "Alanlar yanlış.",
            "en" : "Fields are wrong."
          },
          "errors" : [
            {
              "field" : "Email",
              "message" : {
                "tr" : "Adres yok.",
                "en" : "No address."
              }
            }
          ],
          "intake" : "TOKEN#3"
        }""",
        inbox.deadLetter("bad.3.json.reason.json").replaceAll("\"t\\d{5}#", "\"TOKEN#"));
  }

  @Test
  void aWrongFileOfOneSubmissionKeepsItsNameAndNothingIsEverOverwritten() {
    for (int i = 1; i <= 3; i++) {
      inbox.drop("form.json", "\uFEFF{\"wrong\":" + i + "}\n");
      inbox.untilDone();
    }
    assertEquals(
        List.of(
            "form-2.json",
            "form-2.json.reason.json",
            "form-3.json",
            "form-3.json.reason.json",
            "form.json",
            "form.json.reason.json"),
        inbox.deadLetters());
    assertEquals("\uFEFF{\"wrong\":1}\n", inbox.deadLetter("form.json"));
    assertEquals("\uFEFF{\"wrong\":3}\n", inbox.deadLetter("form-3.json"));
  }

  @Test
  void anElementThatIsTooLargeIsRefusedAloneAndKeptWhole() {
    String large = "{\"wide\":\"" + "x".repeat(3_000_000) + "\"}";
    inbox.drop("large.json", "[{\"a\":1}," + large + ",{\"b\":2}]");
    inbox.drop("large.jsonl", large + "\n{\"c\":3}\n");
    inbox.untilDone();
    assertEquals(
        List.of("{\"a\":1}", "{\"b\":2}", "{\"c\":3}"),
        ledger.accepted().stream().sorted().toList());
    assertEquals(large, inbox.deadLetter("large.2.json"));
    assertEquals(large, inbox.deadLetter("large.1.json"));
    assertTrue(inbox.deadLetter("large.2.json.reason.json").contains("limit of 64 KiB"));
  }

  @Test
  void whatTheRelayWritesIsForItsOwnerAlone() throws IOException {
    Path file = inbox.drop("bad.json.part", "{\"wrong\":1}");
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-rw-rw-"));
    Files.move(file, inbox.folder.resolve("bad.json"));
    inbox.untilDone();
    Path letters = inbox.data.resolve("dead-letter/intake");
    assertEquals("rw-------", permissions(letters.resolve("bad.json")));
    assertEquals("rw-------", permissions(letters.resolve("bad.json.reason.json")));
    assertEquals("rwx------", permissions(letters));
    assertEquals("rwx------", permissions(inbox.data.resolve("dead-letter")));
    assertEquals("rwx------", permissions(inbox.folder));
    assertEquals("rwx------", permissions(inbox.folder.resolve(".accepting")));
  }

  private static String permissions(Path path) throws IOException {
    return PosixFilePermissions.toString(Files.getPosixFilePermissions(path));
  }

  @Test
  void aFullDiskForDeadLettersKeepsTheFileUntilThereIsRoom() throws IOException {
    Path blocked = Files.writeString(inbox.data.resolve("dead-letter"), "in the way");
    inbox.drop("bad.json", "{\"wrong\":1}");
    await().until(() -> inbox.pause.isOn());
    assertEquals(1, inbox.accepting().size());

    Files.delete(blocked);
    inbox.clock.forward(Duration.ofSeconds(2));
    inbox.untilDone();
    assertEquals(List.of("bad.json", "bad.json.reason.json"), inbox.deadLetters());
  }
}
