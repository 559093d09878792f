package io.formrelay.running;

import static io.formrelay.running.Answers.json;
import static io.formrelay.running.Answers.mokaCode;
import static io.formrelay.running.Answers.status;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.formrelay.running.PartnerStub.Answer;
import io.formrelay.running.PartnerStub.Request;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A partner that refuses the relay's credentials is left alone but for a probe now and then. */
class CredentialsPauseTest {

  private static final int PROBES = 6;

  @TempDir static Path data;
  private static PartnerStub partners;
  private static RunningRelay relay;

  private record Refusal(String target, String code, Answer answer) {
    @Override
    public String toString() {
      return target + " " + code;
    }
  }

  @BeforeAll
  static void start() throws Exception {
    partners = new PartnerStub();
    relay =
        RunningRelay.start(
            data,
            partners.address(),
            Map.of("retry.delays", "20ms", "pause.probe", "200ms", "moka.timeout", "20s"));
  }

  @AfterAll
  static void stop() throws Exception {
    relay.close();
    partners.close();
  }

  static Stream<Refusal> refusals() {
    return Stream.of(
        new Refusal("licrus", "Http401", status(401, "WWW-Authenticate", "Basic")),
        new Refusal("licrus", "Http403", status(403)),
        new Refusal("moka", "Http401", json(401, "{\"error\": \"no\"}")),
        new Refusal("moka", "Http403", status(403)),
        code("PaymentDealer.CheckPaymentDealerAuthentication.InvalidAccount"),
        code("PaymentDealer.CheckPaymentDealerAuthentication.VirtualPosNotFound"),
        code("DealerCustomer.UpdateCustomer.IpAddressNotAllowed"),
        code("DealerCustomer.SomeNewService.InvalidAccount"));
  }

  private static Refusal code(String code) {
    return new Refusal("moka", code, mokaCode(code));
  }

  @ParameterizedTest
  @MethodSource("refusals")
  void nothingIsLostWhileItRefusesAndAllIsDeliveredOnceItDoesNot(Refusal refusal) throws Exception {
    String target = refusal.target();
    partners.usually(
        line -> {
          boolean refused = line.request().path().startsWith("/" + target);
          (refused ? refusal.answer() : Answers.SUCCESS).give(line);
        });
    int before = partners.asked("/" + target).size();
    List<String> ids = new ArrayList<>(List.of(relay.accepted(form(target, 0))));
    await().until(() -> relay.health(target).equals("DOWN"));
    for (int i = 1; i < 10; i++) {
      ids.add(relay.accepted(form(target, i)));
    }
    await().until(() -> partners.asked("/" + target).size() >= before + 1 + PROBES);

    String other = target.equals("moka") ? "licrus" : "moka";
    assertEquals("succeeded", relay.ended(form(other, 0)).path("status").asText());
    assertEquals("UP", relay.health(other));
    assertEquals("DOWN", relay.health(target));
    for (String id : ids) {
      assertTrue(
          List.of("pending", "sending", "retrying").contains(relay.state(id, target)),
          () -> relay.status(id).toString());
    }
    assertEquals(List.of(), relay.files("dead-letter"));
    assertApart(partners.asked("/" + target).subList(before, before + 1 + PROBES));

    partners.usually(Answers.SUCCESS);
    for (String id : ids) {
      JsonNode receipt = relay.success(id, target);
      JsonNode codes = receipt.path("attempts").path(receipt.path("attempts").size() - 1);
      assertEquals("Success", codes.path("resultCode").asText());
    }
    JsonNode first = relay.success(ids.get(0), target);
    assertEquals(refusal.code(), first.at("/attempts/0/resultCode").asText());
    assertEquals("UP", relay.health(target));
    assertEquals(List.of(), relay.files("dead-letter"));
  }

  /** From the end of one probe to the beginning of the next it takes 200 ms. */
  private static void assertApart(List<Request> probes) {
    for (int i = 1; i < probes.size(); i++) {
      Duration gap = Duration.between(probes.get(i - 1).at(), probes.get(i).at());
      assertTrue(gap.toMillis() >= 190, () -> probes.toString());
    }
  }

  @Test
  void anAnswerOfAnyKindEndsThePauseAndWhatItSaysCounts() throws Exception {
    String refused = "DealerCustomer.UpdateCustomer.DealerCustomerNotFound";
    partners.when("P-1", status(401), mokaCode(refused));
    partners.when("P-2", status(401), Answers.SUCCESS);

    List<String> ids =
        List.of(relay.accepted(Forms.moka("P-1")), relay.accepted(Forms.moka("P-2")));

    JsonNode letter = relay.deadLetter(ids.get(0), "moka");
    assertEquals(refused, letter.path("resultCode").asText());
    assertEquals(2, letter.path("attempts").size());
    relay.success(ids.get(1), "moka");
    await().until(() -> relay.health("moka").equals("UP"));
    Files.delete(relay.data().resolve("dead-letter/moka/" + ids.get(0) + ".json"));
  }

  private static String form(String target, int number) {
    return target.equals("moka") ? Forms.moka("C-" + number) : Forms.licrus("Deneme " + number);
  }

  @Test
  void thePauseIsFoundAgainAfterAStartAndNothingIsLostByIt(@TempDir Path own) throws Exception {
    try (PartnerStub partner = new PartnerStub()) {
      partner.usually(status(401));
      Map<String, String> settings = Map.of("retry.delays", "1ms", "pause.probe", "100ms");
      List<String> ids = new ArrayList<>();
      try (RunningRelay first = RunningRelay.start(own, partner.address(), settings)) {
        for (int number : IntStream.range(0, 12).toArray()) {
          ids.add(first.accepted(form("licrus", number)));
        }
        await().until(() -> first.health("licrus").equals("DOWN"));
      }
      try (RunningRelay second = RunningRelay.start(own, partner.address(), settings)) {
        await().until(() -> second.health("licrus").equals("DOWN"));
        assertEquals(List.of(), second.files("dead-letter"));
        partner.usually(Answers.SUCCESS);
        for (String id : ids) {
          second.success(id, "licrus");
        }
        assertEquals("UP", second.health("licrus"));
      }
    }
  }
}
