package io.formrelay.packaged;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * Every partner on the loopback. It notes each request that has arrived whole before it thinks of
 * an answer, by the person it is about: Licrus's CustomerFullName, Moka's CustomerCode.
 */
final class PartnerStub implements AutoCloseable {

  static final String LICRUS_DID =
      """
      {"HasError": false, "Id": 0,
       "MessageList": [{"Type": 2, "Message": "Çağrı numarası: 43090"}]}
      """;
  static final String MOKA_DID =
      """
      {"Data": {"DealerCustomer": {"DealerCustomerId": 1033}}, "ResultCode": "Success",
       "ResultMessage": "", "Exception": null}
      """;

  /** Instead of a body: a bare 503, come again later. */
  static final String BUSY = "";

  private static final ObjectMapper JSON = new ObjectMapper();

  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final HttpServer server;
  private final Map<String, List<JsonNode>> requests = new ConcurrentHashMap<>();
  private volatile Answering answering = PartnerStub::did;

  /** Thinks of an answer, for as long as it likes. */
  @FunctionalInterface
  interface Answering {

    /**
     * The body of an answer with status 200 to a partner's nth request about somebody, or {@link
     * #BUSY}.
     */
    String answer(String target, String about, int nth) throws InterruptedException;
  }

  PartnerStub() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext("/", this::handle);
    server.setExecutor(threads);
    server.start();
  }

  /** What each partner answers where it did what it was asked. */
  static String did(String target, String about, int nth) {
    return target.equals("licrus") ? LICRUS_DID : MOKA_DID;
  }

  void answerBy(Answering other) {
    answering = other;
  }

  String url() {
    return "http://127.0.0.1:" + server.getAddress().getPort();
  }

  /** How often a partner was asked about somebody. */
  int count(String target, String about) {
    return requests(target, about).size();
  }

  /** What a partner was asked about somebody. */
  List<JsonNode> requests(String target, String about) {
    return requests.getOrDefault(target + " " + about, List.of());
  }

  /** Everybody that a partner was asked about. */
  List<String> asked(String target) {
    return requests.keySet().stream()
        .filter(each -> each.startsWith(target + " "))
        .map(each -> each.substring(target.length() + 1))
        .toList();
  }

  private void handle(HttpExchange call) throws IOException {
    try (call) {
      JsonNode request = JSON.readTree(call.getRequestBody().readAllBytes());
      String target = call.getRequestURI().getPath().split("/")[1];
      String about = about(request);
      List<JsonNode> received =
          requests.computeIfAbsent(target + " " + about, each -> new CopyOnWriteArrayList<>());
      received.add(request);
      byte[] answer =
          answering.answer(target, about, received.size()).getBytes(StandardCharsets.UTF_8);
      call.getResponseHeaders().set("Content-Type", "application/json; charset=utf-8");
      if (answer.length == 0) {
        call.sendResponseHeaders(503, -1);
        return;
      }
      call.sendResponseHeaders(200, answer.length);
      call.getResponseBody().write(answer);
    } catch (InterruptedException closing) {
      Thread.currentThread().interrupt();
    }
  }

  private static String about(JsonNode request) {
    JsonNode moka = request.path("DealerCustomerRequest").path("CustomerCode");
    return moka.isMissingNode() ? request.path("CustomerFullName").asText() : moka.asText();
  }

  @Override
  public void close() {
    server.stop(0);
    threads.shutdownNow();
  }
}
