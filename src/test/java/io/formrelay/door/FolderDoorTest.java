package io.formrelay.door;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.formrelay.ledger.LedgerException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.apache.camel.Exchange;
import org.apache.camel.builder.RouteBuilder;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FolderDoorTest {

  @TempDir Path folder;
  private Path data;
  private final List<String> accepted = new CopyOnWriteArrayList<>();
  private final List<String> sources = new CopyOnWriteArrayList<>();
  private final List<String> keys = new CopyOnWriteArrayList<>();
  private volatile boolean ledgerAway;
  private Inbox inbox;

  @BeforeEach
  void start() {
    data = folder.resolve("veri klasörü +1%");
    inbox = new Inbox(data, acceptingRoute()).start();
  }

  @AfterEach
  void stop() {
    inbox.close();
  }

  private RouteBuilder acceptingRoute() {
    return new RouteBuilder() {
      @Override
      public void configure() {
        from("direct:accept").errorHandler(noErrorHandler()).process(FolderDoorTest.this::accept);
      }
    };
  }

  private void accept(Exchange exchange) {
    if (ledgerAway) {
      throw new LedgerException("the ledger is away", null);
    }
    String body = new String(exchange.getMessage().getBody(byte[].class), StandardCharsets.UTF_8);
    if (body.contains(Inbox.WRONG)) {
      throw new Inbox.WrongException();
    }
    accepted.add(body);
    sources.add(exchange.getProperty("source", String.class));
    keys.add(exchange.getProperty("key", String.class));
  }

  private void untilDone() {
    await().until(inbox::isEmpty);
  }

  @Test
  void aFileThatIsOneValueIsOneSubmissionByteForByte() {
    inbox.drop("form.json", "{ \"a\" : [1,\n 2] }\n");
    untilDone();
    assertEquals(List.of("{ \"a\" : [1,\n 2] }\n"), accepted);
    assertEquals(List.of("inbox/form.json"), sources);
    assertTrue(keys.get(0).matches("inbox:t\\d{5}#1"), keys.get(0));
  }

  @Test
  void eachElementOfAnArrayIsASubmissionByteForByteInFileOrder() {
    inbox.drop("many.json", "\uFEFF [ {\"ş\":\"]\\\"}\"} ,\n{\"b\": [ {} ]}, 12 ,\"x\",null]");
    untilDone();
    assertEquals(List.of("{\"ş\":\"]\\\"}\"}", "{\"b\": [ {} ]}", "12", "\"x\"", "null"), accepted);
  }

  @Test
  void eachLineThatIsNotBlankIsASubmission() {
    inbox.drop("Many.JSONL", "\uFEFF{\"a\":1}\r\n\r\n  \n{\"b\":2}\n{\"c\":3}");
    inbox.drop("many.ndjson", "{\"d\":4}\n");
    untilDone();
    assertEquals(
        List.of("{\"a\":1}", "{\"b\":2}", "{\"c\":3}", "{\"d\":4}"),
        accepted.stream().sorted().toList());
  }

  @Test
  void anEmptyArrayIsDoneAtOnce() {
    inbox.drop("none.json", "[]");
    untilDone();
    assertEquals(List.of(), accepted);
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
    await().until(() -> accepted.size() == 1);
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
    await().until(() -> accepted.size() == 1);
    assertEquals(List.of("slow.json"), inbox.names());

    Files.writeString(file, "1}", StandardOpenOption.APPEND);
    inbox.touch(file, Duration.ofMillis(1500));
    untilDone();
    assertEquals(List.of("{\"other\":1}", "{\"a\":1}"), accepted);
    assertEquals(List.of(), inbox.deadLetters());
  }

  @Test
  void aFileThatStaysIncompleteIsRefusedAsAWhole() {
    inbox.drop("half.json", "[{\"a\":1},\n {\"b\":");
    untilDone();
    assertEquals(List.of(), accepted);
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
    untilDone();
    assertEquals(List.of(), accepted);
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
    untilDone();
    assertEquals(List.of("{\"a\":1}", "{\"b\":2}", "{\"d\":4}"), accepted);
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
      untilDone();
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
    untilDone();
    assertEquals(
        List.of("{\"a\":1}", "{\"b\":2}", "{\"c\":3}"), accepted.stream().sorted().toList());
    assertEquals(large, inbox.deadLetter("large.2.json"));
    assertEquals(large, inbox.deadLetter("large.1.json"));
    assertTrue(inbox.deadLetter("large.2.json.reason.json").contains("limit of 64 KiB"));
  }

  @Test
  void whatTheRelayWritesIsForItsOwnerAlone() throws IOException {
    Path file = inbox.drop("bad.json", "{\"wrong\":1}");
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-rw-rw-"));
    await().until(() -> inbox.deadLetters().size() == 2);
    untilDone();
    Path letters = data.resolve("dead-letter/intake");
    assertEquals("rw-------", permissions(letters.resolve("bad.json")));
    assertEquals("rw-------", permissions(letters.resolve("bad.json.reason.json")));
    assertEquals("rwx------", permissions(letters));
    assertEquals("rwx------", permissions(data.resolve("dead-letter")));
    assertEquals("rwx------", permissions(inbox.folder));
    assertEquals("rwx------", permissions(inbox.folder.resolve(".accepting")));
  }

  private static String permissions(Path path) throws IOException {
    return PosixFilePermissions.toString(Files.getPosixFilePermissions(path));
  }

  @Test
  void whileTheLedgerIsAwayFilesWaitAndAreAcceptedUnderTheSameKeysAfterwards() {
    ledgerAway = true;
    inbox.drop("a.jsonl", "{\"a\":1}\n{\"a\":2}\n");
    await().until(() -> inbox.pause.isOn());
    String claimed = inbox.accepting().get(0);
    inbox.drop("b.json", "{\"b\":1}");

    ledgerAway = false;
    inbox.clock.forward(Duration.ofSeconds(2));
    untilDone();
    assertEquals(
        List.of("{\"a\":1}", "{\"a\":2}", "{\"b\":1}"), accepted.stream().sorted().toList());
    String token = claimed.substring(0, claimed.indexOf('~'));
    assertTrue(keys.contains("inbox:" + token + "#1"), keys.toString());
    assertTrue(keys.contains("inbox:" + token + "#2"), keys.toString());
  }

  @Test
  void aFullDiskForDeadLettersKeepsTheFileUntilThereIsRoom() throws IOException {
    Path blocked = Files.writeString(data.resolve("dead-letter"), "in the way");
    inbox.drop("bad.json", "{\"wrong\":1}");
    await().until(() -> inbox.pause.isOn());
    assertEquals(1, inbox.accepting().size());

    Files.delete(blocked);
    inbox.clock.forward(Duration.ofSeconds(2));
    untilDone();
    assertEquals(List.of("bad.json", "bad.json.reason.json"), inbox.deadLetters());
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
    untilDone();
    assertEquals(
        List.of(
            "inbox/" + "ş".repeat(87) + ".jsonl",
            "inbox/-rf *.json",
            "inbox/a~b~.json",
            "inbox/ğüşiöçİ başvuru.json"),
        sources.stream().sorted((one, other) -> order(one) - order(other)).toList());
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
    untilDone();
    assertEquals(List.of(receipt), accepted);
  }
}
