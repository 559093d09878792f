package io.formrelay.running;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.github.tomakehurst.wiremock.junit5.WireMockExtension;
import java.net.http.HttpRequest;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

class HttpStartTest {

  @RegisterExtension static final WireMockExtension PARTNERS = Door.partners();
  @TempDir Path scratch;

  @Test
  void whoCallsWhileTheRelayStartsIsAskedToComeBackAndNotTurnedAway() throws Exception {
    Path early =
        Files.writeString(
            scratch.resolve("early.camel.yaml"),
            """
            - beans:
                - name: early
                  type: io.formrelay.running.EarlyCaller
                  properties:
                    door: "http://127.0.0.1:{{camel.server.port}}/submissions"
            - route:
                id: early
                startupOrder: 1
                routePolicy: early
                from:
                  uri: direct:early
                  steps:
                    - log: early
            """);
    Map<String, String> routes =
        Map.of("camel.main.routesIncludePattern", "file:routes/*.camel.yaml,file:" + early);
    try (RunningRelay relay =
        RunningRelay.start(scratch.resolve("data"), PARTNERS.baseUrl(), routes)) {
      EarlyCaller caller =
          relay.relay().context().getRegistry().lookupByNameAndType("early", EarlyCaller.class);
      Door.assertProblem(503, caller.answer());
      assertEquals("1", Door.header(caller.answer(), "Retry-After"));
      assertEquals(404, relay.send(HttpRequest.newBuilder(relay.uri("/unknown"))).statusCode());
    }
  }
}
