package io.formrelay.running;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Folders that cannot be written to, or are none any more. */
class UnwritableFoldersTest {

  @TempDir Path data;
  private final PartnerStub partners = new PartnerStub();
  private RunningRelay relay;

  @BeforeEach
  void start() throws Exception {
    relay = RunningRelay.start(data, partners.address(), Map.of());
  }

  @AfterEach
  void end() throws Exception {
    relay.close();
    partners.close();
  }

  @Test
  void receiptsOnADiskThatIsReadOnlyFollowWithoutARestart() throws Exception {
    try (Tmpfs disk = Tmpfs.mount(data.resolve("success"), 1)) {
      disk.makeReadOnly();
      String id = relay.accepted(Forms.licrus("Deneme"));
      await().until(() -> relay.state(id, "licrus").equals("succeeded"));
      await().until(() -> relay.trouble("receipts").contains("Read-only"));
      assertEquals(List.of(), relay.files("success"));

      disk.makeWritable();

      assertEquals("43090", relay.success(id, "licrus").path("reference").asText());
      await().until(() -> relay.trouble("receipts").isEmpty());
    }
  }

  @Test
  void receiptsForWhichAFileStandsInTheWayFollowWithoutARestart() throws Exception {
    Path inTheWay = Files.writeString(data.resolve("dead-letter"), "in the way");
    partners.when("R-1", Answers.json(404, ""));
    String id = relay.accepted(Forms.moka("R-1"));
    await().until(() -> relay.trouble("receipts").contains("dead-letter"));
    assertEquals("dead-lettered", relay.state(id, "moka"));

    Files.delete(inTheWay);

    assertEquals("Http404", relay.deadLetter(id, "moka").path("resultCode").asText());
    await().until(() -> relay.trouble("receipts").isEmpty());
  }

  @Test
  void anInboxThatIsReadOnlyKeepsItsFilesAndIsSaid() throws Exception {
    try (Tmpfs disk = Tmpfs.mount(data.resolve("inbox"), 1)) {
      relay.drop("one.json", Forms.licrus("Bir"));
      await().until(() -> relay.files("success").size() == 1);
      Files.writeString(data.resolve("inbox/.two.json"), Forms.licrus("İki"));
      Files.move(data.resolve("inbox/.two.json"), data.resolve("inbox/two.json"));
      disk.makeReadOnly();
      await().until(() -> relay.trouble("inbox").contains("cannot be written to"));
      boolean waits = Files.exists(data.resolve("inbox/two.json"));

      disk.makeWritable();

      await().until(() -> relay.files("success").size() == 2);
      await().until(() -> relay.trouble("inbox").isEmpty());
      assertTrue(waits || partners.asked("/licrus").size() == 2);
      assertEquals(2, partners.asked("/licrus").size());
    }
  }

  @Test
  void anInboxThatIsNoFolderAnyMoreIsSaidAndWorksAgainWhenItIs() throws Exception {
    Files.move(data.resolve("inbox"), data.resolve("moved"));
    Files.writeString(data.resolve("inbox"), "in the way");
    await().until(() -> relay.trouble("inbox").contains("is no folder"));
    String byHttp = relay.accepted(Forms.licrus("Deneme"));
    relay.success(byHttp, "licrus");

    Files.delete(data.resolve("inbox"));
    Files.move(data.resolve("moved"), data.resolve("inbox"));
    relay.drop("one.json", Forms.licrus("Bir"));

    await().until(() -> relay.files("success").size() == 2);
    assertEquals("", relay.trouble("inbox"));
  }
}
