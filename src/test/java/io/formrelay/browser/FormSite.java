package io.formrelay.browser;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.okJson;
import static com.github.tomakehurst.wiremock.client.WireMock.post;
import static com.github.tomakehurst.wiremock.client.WireMock.postRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.urlEqualTo;
import static com.github.tomakehurst.wiremock.core.WireMockConfiguration.wireMockConfig;

import com.fasterxml.jackson.databind.JsonNode;
import com.github.tomakehurst.wiremock.WireMockServer;
import com.github.tomakehurst.wiremock.extension.Parameters;
import com.github.tomakehurst.wiremock.extension.ServeEventListener;
import com.github.tomakehurst.wiremock.stubbing.ServeEvent;
import io.formrelay.running.RunningRelay;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicReference;

/** A relay that serves the form, with partners that answer as their documents say. */
final class FormSite implements AutoCloseable {

  private static final String CREATE = "/licrus/ExternalCall/Create";
  private static final String UPDATE = "/moka/DealerCustomer/UpdateCustomer";

  private final AtomicReference<CountDownLatch> answering =
      new AtomicReference<>(new CountDownLatch(0));
  private final WireMockServer partners =
      new WireMockServer(
          wireMockConfig().bindAddress("127.0.0.1").dynamicPort().extensions(new Holding()));
  private final RunningRelay relay;

  /**
   * Starts both.
   *
   * @param settings the relay's; {@code <partners>} in them stands for the partners' address
   */
  FormSite(Path data, Map<String, String> settings) throws Exception {
    partners.start();
    answerAtOnce();
    Map<String, String> all = new HashMap<>();
    all.put("form.enabled", "true");
    // As long as a test may keep an answer back.
    all.put("licrus.timeout", "5m");
    // Whatever fills forms in here is faster than people.
    all.put("relay.http.min-fill", "0s");
    all.putAll(settings);
    String address = "http://127.0.0.1:" + partners.port();
    all.replaceAll((key, value) -> value.replace("<partners>", address));
    relay = RunningRelay.start(data, address, all);
  }

  RunningRelay relay() {
    return relay;
  }

  WireMockServer partners() {
    return partners;
  }

  void answerAtOnce() {
    letLicrusAnswer();
    partners.resetAll();
    partners.stubFor(post(urlEqualTo(CREATE)).willReturn(okJson(opened())));
    partners.stubFor(post(urlEqualTo(UPDATE)).willReturn(okJson(updated())));
  }

  /** Keeps Licrus's answers back until they may come. */
  void holdLicrus() {
    answering.set(new CountDownLatch(1));
  }

  void letLicrusAnswer() {
    answering.get().countDown();
  }

  /** Lets calls to Licrus wait. */
  private final class Holding implements ServeEventListener {

    @Override
    public void afterMatch(ServeEvent call, Parameters none) {
      if (call.getRequest().getUrl().equals(CREATE)) {
        try {
          answering.get().await();
        } catch (InterruptedException e) {
          Thread.currentThread().interrupt();
        }
      }
    }

    @Override
    public String getName() {
      return "holding";
    }
  }

  void refuseAtLicrus() {
    partners.stubFor(
        post(urlEqualTo(CREATE))
            .willReturn(
                aResponse()
                    .withStatus(200)
                    .withHeader("Content-Type", "application/json")
                    .withBody("{\"HasError\": true, \"MessageList\": []}")));
  }

  /** What Licrus was sent. */
  List<JsonNode> calls() throws Exception {
    return sent(CREATE);
  }

  /** What Moka was sent. */
  List<JsonNode> updates() throws Exception {
    return sent(UPDATE);
  }

  private List<JsonNode> sent(String path) throws Exception {
    List<JsonNode> sent = new ArrayList<>();
    for (var request : partners.findAll(postRequestedFor(urlEqualTo(path)))) {
      sent.add(RunningRelay.json(request.getBodyAsString()));
    }
    return sent;
  }

  private static String opened() {
    return """
        {"Results": [], "Entity": null, "HasResult": false, "Id": 0, "HasError": false,
         "MessageList": [{"Type": 2, "Message":
           "Verdiğiniz bilgilere göre çağrı oluşturulmuştur. Çağrı numarası: 43090"}]}
        """;
  }

  private static String updated() {
    return """
        {"Data": {"DealerCustomer": {"DealerCustomerId": 1033}}, "ResultCode": "Success",
         "ResultMessage": "", "Exception": null}
        """;
  }

  @Override
  public void close() {
    letLicrusAnswer();
    relay.close();
    partners.stop();
  }
}
