package io.formrelay.door;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Which files the folder door takes, and what it makes of them. */
class FolderDoorTest {

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
  void aFileThatIsOneValueIsOneSubmissionByteForByte() {
    inbox.drop("form.json", "{ \"a\" : [1,\n 2] }\n");
    inbox.untilDone();
    assertEquals(List.of("{ \"a\" : [1,\n 2] }\n"), ledger.accepted());
    assertEquals(List.of("inbox/form.json"), ledger.sources());
    assertTrue(ledger.keys().get(0).matches("inbox:t\\d{5}#1"), ledger.keys().get(0));
  }

  @Test
  void eachElementOfAnArrayIsASubmissionByteForByteInFileOrder() {
    inbox.drop("many.json", "\uFEFF [ {\"ş\":\"]\\\"}\"} ,\n{\"b\": [ {} ]}, 12 ,\"x\",null]");
    inbox.untilDone();
    assertEquals(
        List.of("{\"ş\":\"]\\\"}\"}", "{\"b\": [ {} ]}", "12", "\"x\"", "null"), ledger.accepted());
  }

  @Test
  void eachLineThatIsNotBlankIsASubmission() {
    inbox.drop("Many.JSONL", "\uFEFF{\"a\":1}\r\n\r\n  \n{\"b\":2}\n{\"c\":3}");
    inbox.drop("many.ndjson", "{\"d\":4}\n");
    inbox.untilDone();
    assertEquals(
        List.of("{\"a\":1}", "{\"b\":2}", "{\"c\":3}", "{\"d\":4}"),
        ledger.accepted().stream().sorted().toList());
  }

  @Test
  void anEmptyArrayIsDoneAtOnce() {
    inbox.drop("none.json", "[]");
    inbox.untilDone();
    assertEquals(List.of(), ledger.accepted());
    assertEquals(List.of(), inbox.deadLetters());
  }

  @Test
  void filesOfOtherNamesFoldersAndLinksAreLeftAlone() throws IOException {
    List<String> others =
        List.of("a.json.tmp", "b.part", "c.txt", "d.reason.json", "noending", "x.JSON.TMP");
    others.forEach(name -> inbox.drop(name, "{}"));
    inbox.drop(".hidden.json", "{}");
    Files.createDirectory(inbox.folder.resolve("folder.json"));
    Files.createSymbolicLink(inbox.folder.resolve("link.json"), inbox.folder.resolve("c.txt"));
    inbox.drop("last.json", "{}");
    await().until(() -> ledger.accepted().size() == 1);
    assertEquals(
        List.of(
            "a.json.tmp",
            "b.part",
            "c.txt",
            "d.reason.json",
            "folder.json",
            "link.json",
            "noending",
            "x.JSON.TMP"),
        inbox.names());
    assertTrue(Files.exists(inbox.folder.resolve(".hidden.json")));
  }

  @Test
  void aWriterThatPausesInTheMiddleOfAFileIsWaitedFor() throws IOException {
    Path file = Files.writeString(inbox.folder.resolve("slow.json"), "{\"a\":");
    inbox.touch(file, Duration.ZERO);
    inbox.clock.forward(Duration.ofSeconds(9));
    inbox.drop("other.json", "{\"other\":1}");
    await().until(() -> ledger.accepted().size() == 1);
    assertEquals(List.of("slow.json"), inbox.names());

    Files.writeString(file, "1}", StandardOpenOption.APPEND);
    inbox.touch(file, Duration.ofMillis(1500));
    inbox.untilDone();
    assertEquals(List.of("{\"other\":1}", "{\"a\":1}"), ledger.accepted());
    assertEquals(List.of(), inbox.deadLetters());
  }

  @Test
  void whileTheLedgerIsAwayFilesWaitAndAreAcceptedUnderTheSameKeysAfterwards() {
    ledger.goAway();
    inbox.drop("a.jsonl", "{\"a\":1}\n{\"a\":2}\n");
    await().until(() -> inbox.pause.isOn());
    String claimed = inbox.accepting().get(0);
    inbox.drop("b.json", "{\"b\":1}");

    ledger.comeBack();
    inbox.clock.forward(Duration.ofSeconds(2));
    inbox.untilDone();
    assertEquals(
        List.of("{\"a\":1}", "{\"a\":2}", "{\"b\":1}"),
        ledger.accepted().stream().sorted().toList());
    String token = claimed.substring(0, claimed.indexOf('~'));
    assertTrue(ledger.keys().contains("inbox:" + token + "#1"), ledger.keys().toString());
    assertTrue(ledger.keys().contains("inbox:" + token + "#2"), ledger.keys().toString());
  }

  @Test
  void oddNamesAreTakenAndMadeSafe() {
    String turkish = "ğüşiöçİ başvuru.json";
    String endless = "ş".repeat(115) + ".jsonl";
    inbox.drop("new\nline\\..json", "{\"wrong\":1}");
    inbox.drop(turkish, "{\"a\":1}");
    inbox.drop(endless, "{\"b\":1}\n{\"wrong\":2}\n");
    inbox.drop("a~b~.json", "{\"c\":1}");
    inbox.drop("-rf *.json", "{\"d\":1}");
    inbox.untilDone();
    assertEquals(
        List.of(
            "inbox/" + "ş".repeat(87) + ".jsonl",
            "inbox/-rf *.json",
            "inbox/a~b~.json",
            "inbox/ğüşiöçİ başvuru.json"),
        ledger.sources().stream().sorted((one, other) -> order(one) - order(other)).toList());
    assertEquals(
        List.of(
            "new_line_..json",
            "new_line_..json.reason.json",
            "ş".repeat(87) + ".2.json",
            "ş".repeat(87) + ".2.json.reason.json"),
        inbox.deadLetters());
  }

  private static int order(String source) {
    return List.of('ş', '-', 'a', 'ğ').indexOf(source.charAt("inbox/".length()));
  }

  @Test
  void aReceiptThatIsMovedBackIntoTheInboxIsPassedOnAsItStands() {
    String receipt = "{\n  \"id\" : \"x\",\n  \"attempts\" : [ ],\n  \"submission\" : { }\n}\n";
    inbox.drop("x.json", receipt);
    inbox.untilDone();
    assertEquals(List.of(receipt), ledger.accepted());
  }
}
