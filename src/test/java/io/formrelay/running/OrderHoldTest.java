package io.formrelay.running;

import static io.formrelay.running.Answers.mokaCode;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** With {@code moka.after-dead-letter=hold} a customer's updates wait for the one that failed. */
class OrderHoldTest {

  private static final Map<String, String> HOLD = Map.of("moka.after-dead-letter", "hold");
  private static final String WRONG = "DealerCustomer.UpdateCustomer.InvalidEmailFormat";

  @TempDir Path data;
  private final PartnerStub partners = new PartnerStub();

  @AfterEach
  void stop() throws Exception {
    partners.close();
  }

  private RunningRelay start(Map<String, String> settings) throws Exception {
    return RunningRelay.start(data, partners.address(), settings);
  }

  /** One of a customer's updates is wrong, and others come behind it. */
  private List<String> held(RunningRelay relay) throws Exception {
    partners.when("Wrong", mokaCode(WRONG), mokaCode(WRONG), Answers.SUCCESS);
    List<String> ids = new ArrayList<>(List.of(relay.accepted(Forms.moka("Same", "Wrong"))));
    for (int i = 2; i < 5; i++) {
      ids.add(relay.accepted(Forms.moka("Same", "Update " + i)));
    }
    relay.deadLetter(ids.get(0), "moka");
    relay.success(relay.accepted(Forms.moka("Other")), "moka");
    ids.subList(1, 4).forEach(id -> assertEquals("pending", relay.state(id, "moka")));
    return ids;
  }

  private List<String> namesSentForSame() throws Exception {
    List<String> names = new ArrayList<>();
    for (PartnerStub.Request request : partners.askedAbout("Same")) {
      names.add(RunningRelay.json(request.body()).at("/DealerCustomerRequest/FirstName").asText());
    }
    return names;
  }

  @Test
  void theOthersGoOnceTheWrongOneWasReplayedAndSucceededAStartInBetweenOrNot() throws Exception {
    List<String> ids;
    try (RunningRelay relay = start(HOLD)) {
      ids = held(relay);
    }
    try (RunningRelay relay = start(HOLD)) {
      relay.replay(ids.get(0), "moka");
      await().until(() -> relay.status(ids.get(0)).at("/deliveries/moka/attempts").asInt() == 2);
      relay.deadLetter(ids.get(0), "moka");
      relay.success(relay.accepted(Forms.moka("Other again")), "moka");
      assertEquals(List.of("Wrong", "Wrong"), namesSentForSame());

      relay.replay(ids.get(0), "moka");
      for (String id : ids) {
        relay.success(id, "moka");
      }
      assertEquals(
          List.of("Wrong", "Wrong", "Wrong", "Update 2", "Update 3", "Update 4"),
          namesSentForSame());
    }
  }

  @Test
  void aReplayThatNamesAnotherCustomerLetsTheOthersGo() throws Exception {
    try (RunningRelay relay = start(HOLD)) {
      List<String> ids = held(relay);
      Path letter = data.resolve("dead-letter/moka/" + ids.get(0) + ".json");
      JsonNode corrected = RunningRelay.read(letter);
      ((ObjectNode) corrected.path("submission")).put("CustomerCode", "Another");
      Files.writeString(letter, corrected.toString());

      relay.replay(ids.get(0), "moka");

      for (String id : ids.subList(1, 4)) {
        relay.success(id, "moka");
      }
      assertEquals(List.of("Wrong", "Update 2", "Update 3", "Update 4"), namesSentForSame());
    }
  }

  @Test
  void whatWasHeldGoesOnOnceTheSettingSaysSo() throws Exception {
    List<String> ids;
    try (RunningRelay relay = start(HOLD)) {
      ids = held(relay);
    }
    try (RunningRelay relay = start(Map.of())) {
      for (String id : ids.subList(1, 4)) {
        relay.success(id, "moka");
      }
      assertEquals("dead-lettered", relay.state(ids.get(0), "moka"));
    }
  }
}
