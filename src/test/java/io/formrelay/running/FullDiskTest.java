package io.formrelay.running;

import static io.formrelay.running.Answers.after;
import static io.formrelay.running.Answers.status;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A disk that becomes full to the last byte, and has room again. */
class FullDiskTest {

  private static final int LINES = 200;

  @TempDir Path scratch;
  private final PartnerStub partners = new PartnerStub();
  private Tmpfs disk;
  private RunningRelay relay;

  @BeforeEach
  void start() throws Exception {
    disk = Tmpfs.mount(scratch.resolve("data"), 16);
    Map<String, String> settings =
        Map.of(
            "relay.inbox",
            inbox().toString(),
            "disk.least",
            "1",
            "licrus.timeout",
            "60s",
            "moka.timeout",
            "60s");
    relay = RunningRelay.start(disk.folder(), partners.address(), settings);
  }

  @AfterEach
  void end() throws Exception {
    if (relay != null) {
      relay.close();
    }
    partners.close();
    if (disk != null) {
      disk.close();
    }
  }

  private Path inbox() {
    return scratch.resolve("inbox");
  }

  @Test
  void whatComesInAtBothDoorsMeanwhileIsTakenAfterwardsOnceEach() throws Exception {
    drop("before.jsonl", "Before");
    await().until(() -> partners.asked("/licrus").size() > 20);
    disk.fill();
    drop("meanwhile.jsonl", "Meanwhile");
    List<String> stillTaken = new ArrayList<>();
    HttpResponse<String> refused = refused(stillTaken);
    int all = 2 * LINES + 1 + stillTaken.size();
    assertTrue(Integer.parseInt(Door.header(refused, "Retry-After")) > 0, refused::toString);
    await().until(() -> relay.trouble("ledger").contains("full"));
    await().until(() -> relay.trouble("inbox").contains("full"));
    assertTrue(relay.trouble("disk").contains("0.0 MiB left"), () -> relay.trouble("disk"));

    disk.makeRoom();

    await().until(() -> relay.success("refused", "licrus") != null);
    await().until(() -> relay.files("success").size() == all);
    await().until(() -> FilesBelow.find(inbox()).isEmpty());
    for (String check : List.of("ledger", "receipts", "inbox", "disk")) {
      await(check).until(() -> relay.trouble(check).isEmpty());
    }
    assertEquals(all, partners.asked("/licrus").size());
    Set<String> bodies = new HashSet<>();
    partners.asked("/licrus").forEach(request -> bodies.add(request.body()));
    assertEquals(all, bodies.size());
    assertEquals(List.of(), relay.files("dead-letter"));
  }

  /**
   * A caller that asks again until it is let in; the first answer that it got. What the relay had
   * begun to write when the disk became full, and took away, leaves room for some before it.
   */
  private HttpResponse<String> refused(List<String> stillTaken) throws Exception {
    HttpResponse<String> other = relay.post(Forms.licrus("Taken 0"));
    while (other.statusCode() == 202 && stillTaken.size() < 1_000) {
      stillTaken.add(Door.id(other));
      other = relay.post(Forms.licrus("Taken " + stillTaken.size()));
    }
    String form = Forms.licrus("Refused").replace("{", "{\"SubmissionId\": \"refused\", ");
    HttpResponse<String> first = relay.post(form);
    assertEquals(503, first.statusCode(), first.body());
    Thread again = new Thread(() -> await().until(() -> relay.post(form).statusCode() != 503));
    again.setDaemon(true);
    again.start();
    return first;
  }

  @Test
  void anOutcomeThatCannotBeWrittenDownIsKeptUntilItCan() throws Exception {
    CountDownLatch answer = new CountDownLatch(1);
    partners.usually(after(answer, Answers.SUCCESS));
    partners.when("Tekrar", status(503), after(answer, Answers.SUCCESS));
    partners.when("C-Tekrar", status(503), after(answer, Answers.SUCCESS));
    List<String> ids = new ArrayList<>();
    for (String name : List.of("Ilk", "Tekrar")) {
      ids.add(relay.accepted(Forms.licrus(name)));
      ids.add(relay.accepted(Forms.moka("C-" + name)));
    }
    await().until(() -> partners.asked("/").size() == 6 && partners.underWay() == 4);
    disk.fill();

    answer.countDown();

    await().until(() -> relay.trouble("ledger").contains("full"));
    for (String id : ids) {
      assertEquals("sending", relay.state(id, target(id, ids)));
    }
    disk.makeRoom();
    for (String id : ids) {
      String reference = relay.success(id, target(id, ids)).path("reference").asText();
      assertEquals(target(id, ids).equals("licrus") ? "43090" : "1033", reference);
    }
    assertEquals(6, partners.asked("/").size());
    await().until(() -> relay.trouble("ledger").isEmpty());
  }

  private static String target(String id, List<String> ids) {
    return ids.indexOf(id) % 2 == 0 ? "licrus" : "moka";
  }

  private void drop(String name, String who) throws Exception {
    String lines =
        IntStream.range(0, LINES)
            .mapToObj(line -> Forms.licrus(who + " " + line) + "\n")
            .collect(Collectors.joining());
    Path hidden = Files.writeString(inbox().resolve("." + name), lines);
    Files.move(hidden, inbox().resolve(name), StandardCopyOption.ATOMIC_MOVE);
  }
}
