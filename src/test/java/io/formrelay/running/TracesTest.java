package io.formrelay.running;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import com.google.protobuf.ByteString;
import io.opentelemetry.proto.trace.v1.Span;
import io.opentelemetry.proto.trace.v1.Span.SpanKind;
import io.opentelemetry.proto.trace.v1.Status.StatusCode;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.LoggerFactory;

/** What an OpenTelemetry collector learns of a submission's life, and what it must not. */
class TracesTest {

  private static final String ID = "formrelay.submission.id";
  private static final String TRACEPARENT =
      "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01";

  @TempDir Path data;

  @Test
  void aSubmissionsLifeIsOneTraceFromItsAcceptanceToItsLastAttempt() throws Exception {
    try (PartnerStub partners = new PartnerStub();
        Collector collector = new Collector()) {
      partners.when("İz Kişi", Answers.json(200, Answers.licrus(true, 0, "")));
      partners.when("T-1", Answers.mokaCode("EX"), Answers.SUCCESS);
      String id;
      try (RunningRelay relay = start(partners, collector)) {
        id = relay.accepted(Forms.both("İz Kişi", "T-1"));
        relay.deadLetter(id, "licrus");
        relay.success(id, "moka");
        relay.replay(id, "licrus");
        await().until(() -> partners.asked("/licrus").size() == 2);
        relay.deadLetter(id, "licrus");
      }

      // The relay's end waits only some seconds for what is still to be sent.
      await().until(() -> collector.spans(ID, id).size() >= 6);
      List<Span> spans = collector.spans(ID, id);
      assertEquals(spans.size(), collector.spans().size());
      Span accept = Spans.one(spans, "accept");
      assertEquals(SpanKind.SPAN_KIND_SERVER, accept.getKind());
      assertEquals(ByteString.EMPTY, accept.getParentSpanId());
      assertEquals(
          Map.of("formrelay.door", "http", "formrelay.targets", "licrus,moka", ID, id),
          Collector.attributes(accept));
      for (Span span : spans) {
        assertEquals(accept.getTraceId(), span.getTraceId());
        assertTrue(span.getEndTimeUnixNano() >= span.getStartTimeUnixNano());
        assertTrue(span == accept || span.getParentSpanId().equals(accept.getSpanId()));
      }
      Map<String, Span> moka =
          Spans.named(spans, "attempt moka").stream()
              .collect(
                  Collectors.toMap(
                      span -> Collector.attributes(span).get("formrelay.attempt"), span -> span));
      assertEquals(attempt(id, "moka", "1", "retry", "EX"), Collector.attributes(moka.get("1")));
      assertEquals(
          attempt(id, "moka", "2", "success", "Success"), Collector.attributes(moka.get("2")));
      assertEquals(StatusCode.STATUS_CODE_ERROR, moka.get("1").getStatus().getCode());
      assertEquals(StatusCode.STATUS_CODE_UNSET, moka.get("2").getStatus().getCode());
      assertEquals(SpanKind.SPAN_KIND_CLIENT, moka.get("2").getKind());
      List<Span> licrus = Spans.named(spans, "attempt licrus");
      assertEquals(
          Set.of(
              attempt(id, "licrus", "1", "dead-letter", "HasError"),
              attempt(id, "licrus", "2", "dead-letter", "HasError")),
          licrus.stream().map(Collector::attributes).collect(Collectors.toSet()));
      assertEquals(
          Map.of("formrelay.target", "licrus", ID, id),
          Collector.attributes(Spans.one(spans, "replay licrus")));
      assertTrue(
          collector.resources().stream()
              .flatMap(each -> each.getResource().getAttributesList().stream())
              .anyMatch(
                  each ->
                      each.getKey().equals("service.name")
                          && each.getValue().getStringValue().equals("forms-of-the-test")));
    }
  }

  @Test
  void noSpanShowsAPersonASecretAnAddressOrWhatASenderChose() throws Exception {
    try (PartnerStub partners = new PartnerStub();
        Collector collector = new Collector()) {
      partners.when(
          "Gizem Sır",
          Answers.json(
              400, Answers.moka("gizem@example.com", "null").replace("\"\"", "\"Gizem Sır yok\"")));
      try (RunningRelay relay = start(partners, collector)) {
        String form =
            """
            {"SubmissionId": "5301231212", "CustomerCode": "GZM-77", "FirstName": "Gizem Sır",
             "Email": "gizem@example.com", "GsmNumber": "5301231212", "Password": "Gizli1234",
             "Address": "Lale sokak 5"}
            """;
        assertEquals(
            202, relay.post(form, "traceparent", TRACEPARENT, "baggage", "who=gizem").statusCode());
        relay.deadLetter("5301231212", "moka");
        relay.drop("Gizem-5301231212.json", Forms.licrus("Gizem Sır"));
        await().until(() -> !relay.receipts("dead-letter/licrus").isEmpty());
      }

      await().until(() -> collector.spans().size() >= 4);
      List<Span> spans = collector.spans();
      assertEquals(2, Spans.named(spans, "accept").size());
      assertEquals(Set.of("http", "inbox"), Spans.doors(spans));
      Span moka = Spans.one(spans, "attempt moka");
      assertEquals(
          Map.of(
              "formrelay.target", "moka",
              "formrelay.attempt", "1",
              "formrelay.outcome", "dead-letter",
              "formrelay.result.code", "other",
              "http.response.status_code", "400"),
          Collector.attributes(moka));
      assertNotEquals(
          TRACEPARENT.substring(3, 35), HexFormat.of().formatHex(moka.getTraceId().toByteArray()));
      String sent = collector.text();
      for (String secret :
          List.of(
              "5301231212",
              "Gizem",
              "gizem",
              "GZM-77",
              "Gizli1234",
              "Lale",
              "example.com",
              "test-ticket",
              "demoPass1",
              "demoUser",
              "1730",
              "/moka",
              "/licrus",
              ".json")) {
        assertFalse(sent.contains(secret), secret);
      }
      for (PartnerStub.Request request : partners.asked("/")) {
        assertFalse(request.headers().containsKey("traceparent"), request::path);
        assertFalse(request.headers().containsKey("baggage"), request::path);
      }
    }
  }

  @Test
  void aCollectorThatIsAwayKeepsNoDeliveryWaitingAndIsToldOfOnceAnHour() throws Exception {
    Logger log = (Logger) LoggerFactory.getLogger("io.formrelay.tracing");
    ListAppender<ILoggingEvent> said = new ListAppender<>();
    said.start();
    log.setLevel(Level.DEBUG);
    log.addAppender(said);
    SettableClock clock = new SettableClock();
    try (PartnerStub partners = new PartnerStub();
        Collector collector = new Collector()) {
      collector.refuses();
      try (RunningRelay relay =
          RunningRelay.start(
              data,
              partners.address(),
              Map.of("telemetry.otlp", collector.address(), "camel.management.enabled", "false"),
              clock)) {
        for (int lost = 1; lost <= 2; lost++) {
          relay.success(relay.accepted(Forms.licrus("Yol Kişi")), "licrus");
          int least = lost;
          await().until(() -> said(said, Level.DEBUG).size() >= least);
        }
        assertEquals(1, said(said, Level.WARN).size());
        clock.ahead(Duration.ofMinutes(61));
        relay.success(relay.accepted(Forms.licrus("Yol Kişi")), "licrus");
        await().until(() -> said(said, Level.WARN).size() == 2);
        collector.takes();
        relay.success(relay.accepted(Forms.licrus("Yol Kişi")), "licrus");
        await()
            .until(
                () -> said(said, Level.INFO),
                List.of("telemetry.otlp: traces arrive again")::equals);
      }
    } finally {
      log.detachAppender(said);
      log.setLevel(null);
    }
  }

  @Test
  void deliveriesGoOnWhereNobodyListensForTraces() throws Exception {
    try (PartnerStub partners = new PartnerStub();
        RunningRelay relay =
            RunningRelay.start(
                data, partners.address(), Map.of("telemetry.otlp", "http://127.0.0.1:9"))) {
      for (int form = 0; form < 20; form++) {
        relay.accepted(Forms.both("Yol Kişi", "Y-" + form));
      }
      await().until(() -> relay.receipts("success").size() == 40);
    }
  }

  private RunningRelay start(PartnerStub partners, Collector collector) throws Exception {
    return RunningRelay.start(
        data,
        partners.address(),
        Map.of(
            "telemetry.otlp",
            collector.address() + "/",
            "telemetry.service-name",
            "forms-of-the-test"));
  }

  private static Map<String, String> attempt(
      String id, String target, String number, String outcome, String code) {
    return Map.of(
        ID,
        id,
        "formrelay.target",
        target,
        "formrelay.attempt",
        number,
        "formrelay.outcome",
        outcome,
        "formrelay.result.code",
        code,
        "http.response.status_code",
        "200");
  }

  private static List<String> said(ListAppender<ILoggingEvent> said, Level level) {
    // An appender takes one line at a time; it must not while its list is read.
    synchronized (said) {
      return said.list.stream()
          .filter(event -> event.getLevel() == level)
          .map(ILoggingEvent::getFormattedMessage)
          .toList();
    }
  }
}
