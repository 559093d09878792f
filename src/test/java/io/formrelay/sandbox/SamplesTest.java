package io.formrelay.sandbox;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.formrelay.running.ClosedPort;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.main.Main;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The shipped samples, with a stub for the HTTP door. */
class SamplesTest {

  @TempDir private Path inbox;

  @Test
  void theSamplesAreDroppedAndOneIsPosted() throws Exception {
    BlockingQueue<Map<String, Object>> posted = new LinkedBlockingQueue<>();
    Main main = main("true");
    main.configure().addRoutesBuilder(door(posted));
    main.start();
    try {
      Map<String, Object> headers = posted.poll(120, TimeUnit.SECONDS);
      assertEquals("wait=10", headers.get("Prefer"));
      assertEquals("a key", headers.get("X-API-Key"));
      assertEquals("application/json", headers.get("Content-Type"));
      List<String> samples =
          List.of(
              "1-licrus-own-sample.json",
              "2-moka-own-sample.json",
              "3-one-form-for-both.json",
              "4-refused.json",
              "5-trouble.jsonl");
      await().untilAsserted(() -> assertEquals(samples, names(inbox)));
      assertEquals(
          samples,
          names(Path.of("routes/sandbox/samples")).stream().filter(n -> n.contains(".")).toList());
    } finally {
      main.stop();
    }
  }

  @Test
  void withoutBeingAskedForThereAreNoSamples() throws Exception {
    Main main = main("false");
    main.start();
    try {
      assertEquals(0, main.getCamelContext().getRoutesSize());
    } finally {
      main.stop();
    }
  }

  private Main main(String samples) throws Exception {
    Main main = new Main();
    main.setPropertyPlaceholderLocations("file:config/application-sandbox.properties");
    main.addOverrideProperty("camel.server.enabled", "true");
    main.addOverrideProperty("camel.server.host", "127.0.0.1");
    main.addOverrideProperty("camel.server.port", String.valueOf(ClosedPort.choose()));
    main.addOverrideProperty("sandbox.samples", samples);
    main.addOverrideProperty("relay.data", "data");
    main.addOverrideProperty("relay.inbox", inbox.toString());
    main.addOverrideProperty("relay.api-key", "a key");
    main.addOverrideProperty(
        "camel.main.routesIncludePattern", "file:routes/sandbox/samples.camel.yaml");
    return main;
  }

  private static RouteBuilder door(BlockingQueue<Map<String, Object>> posted) {
    return new RouteBuilder() {
      @Override
      public void configure() {
        from("platform-http:/submissions?httpMethodRestrict=POST")
            .process(exchange -> posted.add(new HashMap<>(exchange.getMessage().getHeaders())))
            .removeHeaders("*")
            .setBody(constant("{\"status\":\"succeeded\"}"));
      }
    };
  }

  private static List<String> names(Path folder) throws Exception {
    try (Stream<Path> files = Files.list(folder)) {
      return files.map(file -> file.getFileName().toString()).sorted().toList();
    }
  }
}
