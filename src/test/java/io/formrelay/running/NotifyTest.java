package io.formrelay.running;

import static io.formrelay.running.Answers.mokaCode;
import static io.formrelay.running.Answers.status;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import io.formrelay.running.PartnerStub.Request;
import jakarta.mail.internet.MimeMessage;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import javax.management.ObjectName;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Operators are told of what is wrong, once, and when it is well again. */
class NotifyTest {

  private static final String INVALID = "DealerCustomer.UpdateCustomer.InvalidEmailFormat";
  private static final String SECRET = "T0KEN-of-the-hook";

  @TempDir Path data;
  private final PartnerStub partners = new PartnerStub();
  private final PartnerStub hook = new PartnerStub();
  private final SettableClock clock = new SettableClock();
  private GreenMail mail;

  @BeforeEach
  void open() {
    ServerSetup setup = new ServerSetup(0, "127.0.0.1", ServerSetup.PROTOCOL_SMTP);
    setup.setServerStartupTimeout(60_000);
    mail = new GreenMail(setup);
    mail.start();
  }

  @AfterEach
  void close() throws Exception {
    mail.stop();
    hook.close();
    partners.close();
  }

  private Map<String, String> webhook() {
    return Map.of(
        "notify.every", "100ms",
        "notify.webhook", hook.address() + "/hook/" + SECRET + "?room=1",
        "notify.webhook-key", "K-of-the-hook",
        "pause.after", "1");
  }

  private Map<String, String> both() {
    Map<String, String> all = new HashMap<>(webhook());
    all.put("notify.name", "Röle Üç");
    all.put("notify.email.to", "ops@example.com,second@example.com");
    all.put("notify.email.from", "relay@example.com");
    all.put("notify.email.server", "127.0.0.1:" + mail.getSmtp().getPort());
    return all;
  }

  private List<String> told() {
    List<String> told = new ArrayList<>();
    for (Request each : hook.asked("/hook")) {
      JsonNode json = notice(each);
      told.add(json.path("cause").asText() + " " + json.path("state").asText());
    }
    return told;
  }

  private static JsonNode notice(Request request) {
    try {
      return RunningRelay.json(request.body());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private JsonNode last() {
    List<Request> asked = hook.asked("/hook");
    return notice(asked.get(asked.size() - 1));
  }

  /** Waits until both ways have told so many; what came before is never told again. */
  private void awaitTold(String... expected) {
    await().until(() -> told().size() >= expected.length);
    assertEquals(List.of(expected), told());
    await().until(() -> mail.getReceivedMessages().length >= expected.length * 2);
    assertEquals(expected.length * 2, mail.getReceivedMessages().length, "one for each address");
  }

  @Test
  void aPartnerThatIsAwayAndDeadLettersAreToldOnceByBothWaysAlsoOverARestart() throws Exception {
    partners.usually(line -> line.reset());
    String id;
    try (RunningRelay relay = RunningRelay.start(data, partners.address(), both(), clock)) {
      id = relay.accepted(Forms.moka("Z-4711", "Gizemli"));
      awaitTold("paused wrong");
    }
    Request first = hook.asked("/hook").get(0);
    assertEquals("/hook/" + SECRET + "?room=1", first.path());
    assertEquals("Bearer K-of-the-hook", first.headers().get("authorization"));
    assertEquals("application/json; charset=utf-8", first.headers().get("content-type"));
    JsonNode paused = notice(first);
    assertEquals("Röle Üç", paused.path("relay").asText());
    assertEquals("moka", paused.path("target").asText());
    assertTrue(paused.path("reason").asText().startsWith("TRANSPORT"), paused::toString);
    assertFalse(paused.path("since").asText().isEmpty());
    // With its letter: the fractions of seconds hold any four digits now and then.
    assertFalse(first.body().contains("Gizemli") || first.body().contains("Z-4711"), first.body());
    MimeMessage mailed = mail.getReceivedMessages()[0];
    assertEquals("[Röle Üç] moka: deliveries are paused", mailed.getSubject());
    assertEquals("relay@example.com", mailed.getFrom()[0].toString());
    assertTrue(mailed.getContentType().toLowerCase(Locale.ROOT).contains("utf-8"));
    String text = (String) mailed.getContent();
    assertTrue(text.contains("targets list"), text);
    assertFalse(text.contains("Gizemli"), text);
    assertTrue(mailed.getMessageID().contains("example.com"), mailed.getMessageID());

    try (RunningRelay relay = RunningRelay.start(data, partners.address(), both(), clock)) {
      await().until(() -> relay.health("moka").equals("DOWN"));
      partners.when(INVALID, mokaCode(INVALID));
      partners.usually(Answers.SUCCESS);
      relay.success(id, "moka");
      awaitTold("paused wrong", "paused well");

      relay.deadLetter(relay.accepted(Forms.moka("C-2", INVALID)), "moka");
      awaitTold("paused wrong", "paused well", "dead-letters wrong");
      assertEquals(1, last().path("count").asInt());
      assertEquals(INVALID + " 1", last().path("reason").asText());

      relay.deadLetter(relay.accepted(Forms.moka("C-3", INVALID)), "moka");
      relay.deadLetter(relay.accepted(Forms.moka("C-4", INVALID)), "moka");
      clock.ahead(Duration.ofMinutes(61));
      awaitTold("paused wrong", "paused well", "dead-letters wrong", "dead-letters wrong");
      assertEquals(2, last().path("count").asInt());

      clock.ahead(Duration.ofHours(4));
      awaitTold(
          "paused wrong",
          "paused well",
          "dead-letters wrong",
          "dead-letters wrong",
          "dead-letters well");
    }
  }

  @Test
  void aWebhookThatFailsIsToldLaterAndHoldsUpNoDelivery() throws Exception {
    CountDownLatch over = new CountDownLatch(1);
    hook.when(
        "paused",
        Answers.after(over, status(500)),
        status(302, "Location", partners.address() + "/elsewhere"),
        status(204));
    Map<String, String> turkish = new HashMap<>(webhook());
    turkish.put("notify.language", "tr");
    try (RunningRelay relay = RunningRelay.start(data, partners.address(), turkish)) {
      Jmx jmx = new Jmx();
      jmx.call("moka", "pause");
      await().until(() -> hook.underWay() == 1);
      relay.success(relay.accepted(Forms.licrus("Deneme")), "licrus");
      assertEquals(1, hook.underWay(), "deliveries go on while the webhook hangs");
      over.countDown();

      await().until(() -> told().size() == 3);
      jmx.call("moka", "resume");
      await().until(() -> told().size() > 3);

      assertEquals(List.of("paused wrong", "paused wrong", "paused wrong", "paused well"), told());
      assertEquals(
          "moka için gönderimler artık duraklatılmış değil.", last().path("text").asText());
      assertEquals(List.of(), partners.asked("/elsewhere"));
      assertNull(relay.relay().context().getRoute("notify-by-email"));
      assertNull(relay.relay().context().hasComponent("smtp"), "nothing of mail is loaded");
      for (ObjectName each : jmx.server().queryNames(new ObjectName("org.apache.camel:*"), null)) {
        assertFalse(each.toString().contains(SECRET), each::toString);
      }
    }
  }
}
