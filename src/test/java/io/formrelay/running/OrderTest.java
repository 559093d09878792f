package io.formrelay.running;

import static io.formrelay.running.Answers.after;
import static io.formrelay.running.Answers.mokaCode;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.JsonNode;
import io.formrelay.running.PartnerStub.Answer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What waits for what: nothing, but an update for the earlier ones of the same customer. */
class OrderTest {

  @TempDir static Path data;
  private static PartnerStub partners;
  private static RunningRelay relay;

  @BeforeAll
  static void start() throws Exception {
    partners = new PartnerStub();
    Map<String, String> settings =
        Map.of(
            "retry.delays", String.join(",", Collections.nCopies(3_000, "30ms")),
            "moka.concurrency", "8",
            "moka.timeout", "60s",
            "licrus.timeout", "60s");
    relay = RunningRelay.start(data, partners.address(), settings);
  }

  @AfterAll
  static void stop() throws Exception {
    partners.close();
    relay.close();
  }

  @Test
  void aCustomersUpdatesWaitForOneThatIsTriedAgainAndNobodyElsesDo() throws Exception {
    CountDownLatch othersAreDone = new CountDownLatch(1);
    partners.when("First", untilOpen(othersAreDone));
    List<String> same = new ArrayList<>(List.of(relay.accepted(Forms.moka("Same", "First"))));
    for (int i = 2; i < 10; i++) {
      same.add(relay.accepted(Forms.moka("Same", "Update " + i)));
    }
    List<String> others = new ArrayList<>();
    for (int i = 0; i < 12; i++) {
      others.add(relay.accepted(Forms.moka("Other " + i)));
    }

    for (String id : others) {
      relay.success(id, "moka");
    }
    assertEquals(List.of("First"), namesSentFor("Same").stream().distinct().toList());
    othersAreDone.countDown();
    for (String id : same) {
      relay.success(id, "moka");
    }
    assertEquals(
        List.of(
            "First",
            "Update 2",
            "Update 3",
            "Update 4",
            "Update 5",
            "Update 6",
            "Update 7",
            "Update 8",
            "Update 9"),
        namesSentFor("Same").stream().distinct().toList());
    for (int i = 2; i < 10; i++) {
      assertEquals(1, partners.askedAbout("Update " + i).size());
    }
  }

  @Test
  void customersThatMokaKnowsByItsOwnNumberHaveAnOrderToo() throws Exception {
    CountDownLatch opened = new CountDownLatch(1);
    partners.when("Number first", untilOpen(opened));
    String form = "{\"DealerCustomerId\": %d, \"FirstName\": \"%s\"}";
    String first = relay.accepted(form.formatted(1033, "Number first"));
    String second = relay.accepted(form.formatted(1033, "Number second"));
    String another = relay.accepted(form.formatted(1034, "Number other"));

    relay.success(another, "moka");
    assertEquals(List.of(), partners.askedAbout("Number second"));
    opened.countDown();
    relay.success(first, "moka");
    relay.success(second, "moka");
  }

  @Test
  void anUpdateThatBecomesADeadLetterLetsTheNextOneGo() throws Exception {
    String code = "DealerCustomer.UpdateCustomer.InvalidEmailFormat";
    partners.when("Wrong", mokaCode("EX"), mokaCode("EX"), mokaCode(code));
    String wrong = relay.accepted(Forms.moka("Mended", "Wrong"));
    String right = relay.accepted(Forms.moka("Mended", "Right"));

    relay.success(right, "moka");
    assertEquals(code, relay.deadLetter(wrong, "moka").path("resultCode").asText());
    assertEquals(List.of("Wrong", "Wrong", "Wrong", "Right"), namesSentFor("Mended"));
  }

  @Test
  void aPartnerThatHangsHoldsTheOtherOneUpInNothing() throws Exception {
    CountDownLatch opened = new CountDownLatch(1);
    partners.when("Asılı Kalan", after(opened, Answers.SUCCESS));
    List<String> both = new ArrayList<>();
    for (int i = 0; i < 20; i++) {
      both.add(relay.accepted(Forms.both("Asılı Kalan", "Fast " + i)));
    }

    for (String id : both) {
      relay.success(id, "moka");
    }
    assertEquals(List.of(), relay.files("success/licrus"));
    opened.countDown();
    for (String id : both) {
      relay.success(id, "licrus");
    }
    assertEquals(20, partners.askedAbout("Asılı Kalan").size());
  }

  @Test
  void theLinesOfAFileReachEachCustomerInTheirOrder() throws Exception {
    StringBuilder lines = new StringBuilder();
    for (int i = 10; i < 70; i++) {
      lines.append(Forms.moka("Line " + i % 4, "Step " + i)).append('\n');
      if (i % 7 == 0) {
        partners.when("Step " + i, mokaCode("EX"), mokaCode("EX"), Answers.SUCCESS);
      }
    }
    int before = relay.files("success/moka").size();
    relay.drop("steps.jsonl", lines.toString());

    await().until(() -> relay.files("success/moka").size() >= before + 60);
    for (int customer = 0; customer < 4; customer++) {
      List<String> names = namesSentFor("Line " + customer).stream().distinct().toList();
      assertEquals(15, names.size());
      assertEquals(names.stream().sorted().toList(), names);
    }
  }

  private static Answer untilOpen(CountDownLatch opened) {
    return line -> (opened.getCount() > 0 ? mokaCode("EX") : Answers.SUCCESS).give(line);
  }

  private static List<String> namesSentFor(String customer) throws Exception {
    List<String> names = new ArrayList<>();
    for (PartnerStub.Request request : partners.askedAbout(customer)) {
      JsonNode body = RunningRelay.json(request.body());
      names.add(body.at("/DealerCustomerRequest/FirstName").asText());
    }
    return names;
  }
}
