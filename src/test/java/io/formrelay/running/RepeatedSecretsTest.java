package io.formrelay.running;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.ThrowableProxyUtil;
import ch.qos.logback.core.read.ListAppender;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.formrelay.running.PartnerStub.Answer;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.LoggerFactory;

/** A partner that repeats what it was sent gives none of the relay's secrets away. */
class RepeatedSecretsTest {

  private static final ObjectMapper JSON = new ObjectMapper();

  private static final Map<String, String> SETTINGS =
      Map.of(
          "relay.api-key", "kapi-anahtari-4711",
          "camel.server.host", "127.0.0.1",
          "licrus.auth-ticket", "bilet-9c1f\"ş\\7",
          "moka.dealer-code", "bayi-8812",
          "moka.username", "api@örnek",
          "moka.password", "Güçlü\"Şifre\\ıİ9",
          "retry.delays", "10ms");

  @TempDir Path data;
  private final PartnerStub partners = new PartnerStub();
  private final ListAppender<ILoggingEvent> log = new ListAppender<>();

  @BeforeEach
  void listen() {
    log.start();
    ((Logger) LoggerFactory.getLogger(Logger.ROOT_LOGGER_NAME)).addAppender(log);
  }

  @AfterEach
  void stop() throws Exception {
    ((Logger) LoggerFactory.getLogger(Logger.ROOT_LOGGER_NAME)).detachAppender(log);
    partners.close();
  }

  @Test
  void noneOfThemStandsInReceiptsAnswersLogsOrTheLedger() throws Exception {
    partners.when("Yankı Bir", echo(true, 200));
    partners.when("Yankı İki", echo(false, 200));
    partners.when("M-1", echo(true, 200));
    partners.when("M-2", echo(false, 200));
    partners.when("M-3", line -> raw(line, "HTTP/1.1 %s\r\n\r\n"));
    partners.when("M-4", line -> raw(line, "%s\r\n\r\n"));
    partners.when("M-5", line -> raw(line, "HTTP/1.1 200 OK\r\nTransfer-Encoding: %s\r\n\r\n"));
    partners.when(
        "M-6", line -> raw(line, "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n%s\r\n"));
    partners.when("M-7", line -> raw(line, "HTTP/1.1 200 OK\r\nContent-Length: %s\r\n\r\n"));
    partners.when("M-8", line -> line.answer(302, "", "Location", "http://" + header(line)));
    partners.when("M-9", line -> line.answer(503, "", "Retry-After", header(line)));
    Map<String, String> told = new LinkedHashMap<>();
    try (RunningRelay relay = RunningRelay.start(data, partners.address(), SETTINGS)) {
      told.put("error", deliver(relay, Forms.licrus("Yankı Bir")));
      told.put("success", deliver(relay, Forms.licrus("Yankı İki")));
      for (int i = 1; i <= 9; i++) {
        told.put("M-" + i, deliver(relay, Forms.moka("M-" + i)));
      }
      try (InputStream sample = SecretsTest.class.getResourceAsStream("/samples/licrus.json")) {
        told.put(
            "sample", deliver(relay, new String(sample.readAllBytes(), StandardCharsets.UTF_8)));
      }
      told.put("health", relay.health("moka"));
    }
    assertTrue(told.get("error").contains("Yankı Bir"), "the rest of the message is kept");
    assertTrue(told.get("M-1").contains("***"), "what was there is marked");
    // A stopped relay has written everything down.
    for (Path file : files()) {
      told.put(file.toString(), Files.readString(file, StandardCharsets.ISO_8859_1));
    }
    ((Logger) LoggerFactory.getLogger(Logger.ROOT_LOGGER_NAME)).detachAppender(log);
    log.stop();
    for (ILoggingEvent event : List.copyOf(log.list)) {
      String thrown =
          event.getThrowableProxy() == null
              ? ""
              : ThrowableProxyUtil.asString(event.getThrowableProxy());
      told.merge("log", event.getFormattedMessage() + thrown, (one, two) -> one + "\n" + two);
    }
    assertTrue(told.get("log").contains("attempt"));
    assertEquals(List.of(), leaks(told));
  }

  @Test
  void aNumberThatOnlyContainsADealerCodeIsKeptWhole() throws Exception {
    Map<String, String> settings = Map.of("moka.dealer-code", "309");
    try (RunningRelay relay = RunningRelay.start(data, partners.address(), settings)) {
      JsonNode licrus = relay.ended(Forms.licrus("Deneme")).path("deliveries").path("licrus");

      assertEquals("43090", licrus.path("reference").asText());
      assertTrue(licrus.path("message").asText().endsWith("Çağrı numarası: 43090"));
    }
  }

  /** Says the whole request, as text and as an object, wherever the envelopes have a message. */
  private static Answer echo(boolean error, int status) {
    return line -> {
      String request = JSON.writeValueAsString(line.request().body());
      line.answer(
          status,
          """
          {"HasError": %b, "Id": 0, "MessageList": [{"Type": 0, "Message": %s}], "Data": null,
           "ResultCode": %s, "ResultMessage": %s, "Exception": null}
          """
              .formatted(error, request, error ? request : "\"Success\"", request));
    };
  }

  private static void raw(StubLine line, String answer) throws IOException {
    line.send(answer.formatted(header(line)));
    line.hangUp();
  }

  private static String header(StubLine line) {
    return line.request().body();
  }

  private static String deliver(RunningRelay relay, String json) throws Exception {
    return relay.post(json, "X-API-Key", SETTINGS.get("relay.api-key"), "Prefer", "wait=60").body();
  }

  private List<Path> files() throws Exception {
    try (var all = Files.walk(data)) {
      return all.filter(Files::isRegularFile).toList();
    }
  }

  private static List<String> leaks(Map<String, String> told) {
    List<String> leaks = new ArrayList<>();
    for (Map.Entry<String, String> each : told.entrySet()) {
      for (String secret : secrets()) {
        String bytes =
            new String(secret.getBytes(StandardCharsets.UTF_8), StandardCharsets.ISO_8859_1);
        if (each.getValue().contains(secret) || each.getValue().contains(bytes)) {
          leaks.add(each.getKey() + " tells " + secret);
        }
      }
    }
    return leaks;
  }

  /** As they are, as they stand in JSON, and once more where JSON holds JSON. */
  private static List<String> secrets() {
    return List.of(
        "kapi-anahtari-4711",
        "bilet-9c1f",
        "bayi-8812",
        "api@örnek",
        "Güçlü",
        "Şifre",
        "ıİ9",
        "fc8b481b603321b9d71eda90",
        "aa1c99300ccd452aa518a52aa565");
  }
}
