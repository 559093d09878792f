package io.formrelay.packaged;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A partner is added by a page in routes, lines in the configuration, and its own classes. */
class ThirdPartnerIT {

  private static final String TOKEN = "acme-token-0123456789";

  @TempDir Path project;

  @Test
  void aPartnerOfItsOwnIsDeliveredToRetriedAndDeadLetteredByItsOwnCodes() throws Exception {
    addAcme();
    try (PartnerStub partners = new PartnerStub()) {
      partners.answerBy(ThirdPartnerIT::answer);
      RelayCommand command =
          RelayCommand.complete(project.resolve("data"), partners.url())
              .in(project)
              .withClassesOfTheTests()
              .with("acme.base-url", partners.url() + "/acme");
      try (PackagedRelay relay = command.open()) {
        relay.post(form("busy", "Busy Once", "[\"acme\", \"licrus\"]"));
        JsonNode busy = relay.awaitState("busy", "acme", "succeeded");
        assertEquals(2, busy.path("attempts").asInt());
        assertEquals("7", busy.path("reference").asText());
        relay.awaitState("busy", "licrus", "succeeded");
        relay.post(form("no", "Says No", "[\"acme\"]"));
        JsonNode no = relay.awaitState("no", "acme", "dead-lettered");
        assertEquals("AcmeSaysNo", no.path("resultCode").asText());
        assertEquals("because *** is wrong", no.path("message").asText());
        relay.post(form("new", "Says New", "[\"acme\"]"));
        JsonNode unheard = relay.awaitState("new", "acme", "dead-lettered");
        assertEquals("NEW", unheard.path("resultCode").asText());
        await().until(() -> relay.data().files("dead-letter/acme").size() == 2);
        await().until(() -> relay.data().receipts("success/acme").size() == 1);
        assertEquals(TOKEN, partners.requests("acme", "Says No").get(0).path("token").asText());
        assertFalse(relay.output().contains(TOKEN));
      }
    }
  }

  @Test
  void aPartnerThatDoesNotSayWhetherItIsRepeatableStopsTheStart() throws Exception {
    addAcme();
    Path settings = project.resolve("config/application.properties");
    Files.writeString(settings, Files.readString(settings).replace("acme.repeatable=false\n", ""));
    RelayCommand command =
        RelayCommand.complete(project.resolve("data"), "http://127.0.0.1:9")
            .in(project)
            .withClassesOfTheTests()
            .with("acme.base-url", "http://127.0.0.1:9/acme");
    try (PackagedRelay relay = command.start()) {
      assertEquals(2, relay.exitCode(), relay::output);
      assertTrue(relay.output().startsWith("formrelay: acme.repeatable: "), relay::output);
      assertEquals(1, relay.lines().size(), relay::output);
    }
  }

  private void addAcme() throws Exception {
    RelayCommand.copyOfProject(project);
    try (InputStream page = ThirdPartnerIT.class.getResourceAsStream("acme.camel.yaml")) {
      Files.copy(page, project.resolve("routes/acme.camel.yaml"));
    }
    append(
        "config/application.properties",
        """

        acme.required=token
        acme.token=%s
        acme.concurrency=2
        acme.repeatable=false
        """
            .formatted(TOKEN));
    append(
        "config/result-codes.yaml",
        """

        acme:
          - code: DONE
            route: success
          - code: BUSY
            route: retry
          - code: NO
            route: dead-letter
            as: AcmeSaysNo
        """);
  }

  private void append(String file, String lines) throws Exception {
    Files.writeString(project.resolve(file), lines, StandardOpenOption.APPEND);
  }

  private static String answer(String target, String about, int nth) {
    if (target.equals("licrus")) {
      return PartnerStub.LICRUS_DID;
    }
    return switch (about) {
      case "Busy Once" -> nth == 1 ? "{\"said\": \"BUSY\"}" : "{\"said\": \"DONE\", \"ticket\": 7}";
      case "Says No" -> "{\"said\": \"NO\", \"because\": \"because " + TOKEN + " is wrong\"}";
      default -> "{\"said\": \"NEW\"}";
    };
  }

  private static String form(String id, String name, String targets) {
    return """
        {"SubmissionId": "%s", "CustomerFullName": "%s", "CustomerMobilePhone": "5301231212",
         "ProductNameList": ["WT 65"], "Targets": %s}
        """
        .formatted(id, name, targets);
  }
}
