package io.formrelay.sandbox;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.formrelay.partner.AnswerReader;
import io.formrelay.partner.Reply;
import io.formrelay.running.ClosedPort;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import org.apache.camel.main.Main;

/** The shipped simulators and the shipped partners, over HTTP, with the shipped settings. */
final class RunningSandbox implements AutoCloseable {

  private static final ObjectMapper JSON = new ObjectMapper();

  private final HttpClient http =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
  private final Main main = new Main();
  private final int port;

  RunningSandbox() throws Exception {
    port = ClosedPort.choose();
    main.setPropertyPlaceholderLocations("file:config/application-sandbox.properties");
    main.addOverrideProperty("camel.server.enabled", "true");
    main.addOverrideProperty("camel.server.host", "127.0.0.1");
    main.addOverrideProperty("camel.server.port", String.valueOf(port));
    // Longer than this machine may stand still; the end does not wait for it.
    main.addOverrideProperty("sandbox.hang", "60000");
    main.addOverrideProperty("camel.main.shutdownTimeout", "1");
    main.addOverrideProperty(
        "camel.main.routesIncludePattern",
        "classpath:io/formrelay/partner/deliver-stub.camel.yaml,"
            + "file:routes/licrus.camel.yaml,file:routes/moka.camel.yaml,"
            + "file:routes/sandbox/*.camel.yaml");
    main.start();
  }

  @Override
  public void close() {
    main.stop();
  }

  /** Sends Licrus a form with this address. */
  HttpResponse<String> postLicrus(String address) throws Exception {
    return post("licrus", payload("licrus", "{\"CustomerAddress\":\"" + address + "\"}"));
  }

  /** Sends Moka these fields. */
  HttpResponse<String> postMoka(String submission) throws Exception {
    return post("moka", payload("moka", submission));
  }

  /** What the relay makes of Licrus's answer to a form with this address. */
  Reply licrus(String address) throws Exception {
    return reply("licrus", postLicrus(address));
  }

  /** What the relay makes of Moka's answer to these fields. */
  Reply moka(String submission) throws Exception {
    return reply("moka", postMoka(submission));
  }

  /** What the relay makes of Moka's answer to a customer with this marker. */
  Reply mokaMarked(String marker) throws Exception {
    return moka("{\"CustomerCode\":\"SANDBOX-" + marker + "\"}");
  }

  /** What the relay would send for these fields. */
  String payload(String target, String submission) throws Exception {
    JsonNode fields = JSON.readTree(submission);
    return main.getCamelTemplate()
        .requestBody("direct:" + target + "-payload", fields, String.class);
  }

  HttpRequest.Builder request(String target, String payload) {
    String path = target.equals("licrus") ? "ExternalCall/Create" : "DealerCustomer/UpdateCustomer";
    String url = "http://127.0.0.1:" + port + "/sandbox/" + target + "/" + path;
    return HttpRequest.newBuilder(URI.create(url))
        .header("Content-Type", "application/json; charset=utf-8")
        .POST(BodyPublishers.ofString(payload));
  }

  HttpResponse<String> send(HttpRequest request) throws Exception {
    return http.send(request, BodyHandlers.ofString());
  }

  HttpResponse<String> post(String target, String payload) throws Exception {
    return send(request(target, payload).build());
  }

  Reply reply(String target, HttpResponse<String> answer) throws IOException {
    AnswerReader reader = main.lookupByType(AnswerReader.class).get(target + "-answer");
    return reader.read(JSON.readTree(answer.body())).orElseThrow();
  }
}
