package io.formrelay.running;

import static com.github.tomakehurst.wiremock.client.WireMock.anyUrl;
import static com.github.tomakehurst.wiremock.client.WireMock.okJson;
import static com.github.tomakehurst.wiremock.client.WireMock.post;
import static com.github.tomakehurst.wiremock.core.WireMockConfiguration.wireMockConfig;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.github.tomakehurst.wiremock.client.MappingBuilder;
import com.github.tomakehurst.wiremock.junit5.WireMockExtension;
import java.io.BufferedReader;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.net.Socket;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.function.Supplier;

/** Calls a running relay's HTTP door in every way that a caller may think of. */
class Door {

  static final String JSON = "application/json";
  static final String FORM = "application/x-www-form-urlencoded";

  private final Supplier<RunningRelay> relay;

  Door(RunningRelay relay) {
    this(() -> relay);
  }

  /** The door of a relay that is started later. */
  Door(Supplier<RunningRelay> relay) {
    this.relay = relay;
  }

  /** The relay behind it. */
  final RunningRelay relay() {
    return relay.get();
  }

  /** A server on loopback that plays both partners. */
  static WireMockExtension partners() {
    return WireMockExtension.newInstance()
        .options(wireMockConfig().bindAddress("127.0.0.1").dynamicPort())
        .build();
  }

  /** Both partners do what they are asked. */
  static MappingBuilder success() {
    return post(anyUrl())
        .willReturn(
            okJson(
                """
                {"HasError": false, "Id": 0, "HasMessage": true,
                 "MessageList": [{"Type": 2, "Message": "Çağrı numarası: 43090"}],
                 "ResultCode": "Success", "ResultMessage": "", "Exception": null,
                 "Data": {"DealerCustomer": {"DealerCustomerId": 1033}}}
                """));
  }

  /** Posts to /submissions, with headers given as name, value, name, value. */
  HttpResponse<String> submit(String type, String body, String... headers) throws Exception {
    return submit(type, body.getBytes(StandardCharsets.UTF_8), headers);
  }

  HttpResponse<String> submit(String type, byte[] body, String... headers) throws Exception {
    return call("POST", "/submissions", type, BodyPublishers.ofByteArray(body), headers);
  }

  /** The same without a Content-Length. */
  HttpResponse<String> submitChunked(String type, byte[] body) throws Exception {
    BodyPublisher chunks = BodyPublishers.ofInputStream(() -> new ByteArrayInputStream(body));
    return call("POST", "/submissions", type, chunks);
  }

  /** Calls without a body. */
  HttpResponse<String> call(String method, String path, String... headers) throws Exception {
    return call(method, path, null, BodyPublishers.noBody(), headers);
  }

  HttpResponse<String> call(
      String method, String path, String type, BodyPublisher body, String... headers)
      throws Exception {
    HttpRequest.Builder request = HttpRequest.newBuilder(relay().uri(path)).method(method, body);
    if (type != null) {
      request.header("Content-Type", type);
    }
    if (headers.length > 0) {
      request.headers(headers);
    }
    return relay().send(request);
  }

  /** Sends what no client would, byte by byte, and reads the first line of the answer. */
  String raw(String request) throws IOException {
    try (Socket socket = new Socket("127.0.0.1", relay().uri("/").getPort())) {
      socket.setSoTimeout(60_000);
      socket.getOutputStream().write(request.getBytes(StandardCharsets.ISO_8859_1));
      return new BufferedReader(
              new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8))
          .readLine();
    }
  }

  /** A partner's own document, as its page shows it. */
  static byte[] sample(String name) throws IOException {
    try (InputStream sample = Door.class.getResourceAsStream("/samples/" + name)) {
      return sample.readAllBytes();
    }
  }

  static String id(HttpResponse<String> answer) throws IOException {
    return RunningRelay.json(answer.body()).path("id").asText();
  }

  /** Sees to it that an answer is a problem as RFC 9457 has it, and nothing more. */
  static JsonNode assertProblem(int status, HttpResponse<String> answer) throws IOException {
    assertEquals(status, answer.statusCode(), answer.body());
    assertEquals("application/problem+json", header(answer, "Content-Type"));
    JsonNode problem = RunningRelay.json(answer.body());
    assertEquals("about:blank", problem.path("type").asText(), answer.body());
    assertEquals(status, problem.path("status").asInt(), answer.body());
    assertFalse(problem.path("title").asText().isBlank(), answer.body());
    assertFalse(problem.path("detail").asText().isBlank(), answer.body());
    assertTrue(problem.size() == (problem.has("errors") ? 5 : 4), answer.body());
    return problem;
  }

  static String header(HttpResponse<String> answer, String name) {
    return answer.headers().firstValue(name).orElse(null);
  }
}
