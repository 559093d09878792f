package io.formrelay.packaged;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a relay takes its settings from, and what it does beside another one. */
class StartIT {

  private static final String FORM_FOR_BOTH =
      """
      {"SubmissionId": "both", "CustomerFullName": "Elif Y", "CustomerMobilePhone": "5301231212",
       "ProductNameList": ["WT 65"], "CustomerCode": "C-1", "Password": "Elif1234"}
      """;

  @TempDir Path scratch;

  @Test
  void environmentVariablesComeBeforeTheFileAndTellEverythingTheRelayNeeds() throws Exception {
    Path project = RelayCommand.copyOfProject(scratch);
    try (PartnerStub partners = new PartnerStub();
        PackagedRelay relay =
            RelayCommand.bare(project.resolve("data"))
                .in(project)
                .without("relay.data")
                .portInEnvironment()
                .environment("RELAY_DATA", "elsewhere")
                .environment("RELAY_API_KEY", "it-key-0123456789")
                .environment("CAMEL_SERVER_HOST", "127.0.0.1")
                .environment("LICRUS_BASE_URL", partners.url() + "/licrus")
                .environment("LICRUS_AUTH_TICKET", "ticket-of-the-environment")
                .environment("MOKA_BASE_URL", partners.url() + "/moka/")
                .environment("MOKA_DEALER_CODE", "1730")
                .environment("MOKA_USERNAME", "demoUser")
                .environment("MOKA_PASSWORD", "demoPass1")
                .open()) {
      assertEquals(401, relay.post(FORM_FOR_BOTH).statusCode());
      HttpResponse<String> answer =
          relay.post(FORM_FOR_BOTH, "X-API-Key", "it-key-0123456789", "Prefer", "wait=20");
      assertEquals(200, answer.statusCode(), answer.body());
      assertEquals(
          "ticket-of-the-environment",
          partners.requests("licrus", "Elif Y").get(0).path("AuthTicket").asText());
      JsonNode moka = partners.requests("moka", "C-1").get(0);
      assertEquals(
          "803e77da9d526a1639265712e13aff8239b1426f6cf86267ff2946f061ec2665",
          moka.at("/DealerCustomerAuthentication/CheckKey").asText());
      await().until(() -> receipts(project.resolve("elsewhere")) == 2);
    }
  }

  private static long receipts(Path data) {
    return new DataFolder(data).receipts("success").size();
  }

  @Test
  void aSystemPropertyComesBeforeTheFileAndAPartnerThatIsOffNeedsNoSettings() throws Exception {
    Path project = RelayCommand.copyOfProject(scratch);
    try (PartnerStub partners = new PartnerStub();
        PackagedRelay relay =
            RelayCommand.bare(project.resolve("data"))
                .in(project)
                .with("licrus.enabled", "false")
                .with("moka.base-url", partners.url() + "/moka")
                .with("moka.dealer-code", "it-dealer")
                .with("moka.username", "it-user")
                .with("moka.password", "it-password")
                .open()) {
      HttpResponse<String> refused = relay.post(FORM_FOR_BOTH, "Accept-Language", "en");
      assertEquals(422, refused.statusCode(), refused.body());
      assertTrue(refused.body().contains("licrus"), refused.body());
      HttpResponse<String> taken =
          relay.post("{\"CustomerCode\": \"C-2\", \"FirstName\": \"Elif\"}", "Prefer", "wait=20");
      assertEquals(200, taken.statusCode(), taken.body());
      assertEquals(List.of(), partners.asked("licrus"));
    }
  }

  @Test
  void aSecondRelayFindsThePortOrTheFolderTakenAndSaysSoInOneLine() throws Exception {
    RelayCommand first = RelayCommand.complete(scratch.resolve("data"), "http://127.0.0.1:9");
    try (PackagedRelay running = first.open();
        PackagedRelay sameFolder =
            RelayCommand.complete(scratch.resolve("data"), "http://127.0.0.1:9").start();
        PackagedRelay samePort =
            RelayCommand.complete(scratch.resolve("other"), "http://127.0.0.1:9")
                .with("camel.server.port", Integer.toString(first.port()))
                .start()) {
      assertEquals(2, sameFolder.exitCode(), sameFolder::output);
      assertEquals(
          List.of("formrelay: relay.data: another relay works in " + scratch.resolve("data")),
          sameFolder.lines());
      assertEquals(1, samePort.exitCode(), samePort::output);
      assertEquals(1, samePort.lines().size(), samePort::output);
      assertTrue(samePort.output().startsWith("formrelay: camel.server.port: "), samePort::output);
      assertEquals(404, running.get("/submissions/none").statusCode());
    }
  }

  @Test
  void nobodyButTheRelaysOwnUserReadsWhatItKeeps() throws Exception {
    Path data = scratch.resolve("data");
    try (PartnerStub partners = new PartnerStub();
        PackagedRelay relay = RelayCommand.complete(data, partners.url()).open()) {
      relay.post(FORM_FOR_BOTH);
      relay.data().drop("wrong.json", "{\"CustomerFulName\": 1}");
      await().until(() -> relay.data().receipts("success").size() == 2);
      await().until(() -> relay.data().receipts("dead-letter/intake").size() == 2);
      // Once what was refused is filed, its file is deleted: not while the files are walked.
      await().until(() -> relay.data().files("inbox").isEmpty());
      Map<String, String> others = new TreeMap<>();
      try (Stream<Path> all = Files.walk(data)) {
        for (Path each : all.toList()) {
          String mode = PosixFilePermissions.toString(Files.getPosixFilePermissions(each));
          if (!mode.equals(Files.isDirectory(each) ? "rwx------" : "rw-------")) {
            others.put(data.relativize(each).toString(), mode);
          }
        }
      }
      assertEquals(Map.of(), others);
      assertTrue(Files.isDirectory(data.resolve("inbox/.accepting")));
    }
  }
}
