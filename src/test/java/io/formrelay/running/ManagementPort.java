package io.formrelay.running;

import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;

/** A running relay and the port on which it is watched. */
final class ManagementPort implements AutoCloseable {

  static final String JOLOKIA = "/observe/jolokia";

  private final RunningRelay relay;
  private final int port;

  private ManagementPort(RunningRelay relay, int port) {
    this.relay = relay;
    this.port = port;
  }

  /** Starts a relay with this port, and with more settings. */
  static ManagementPort start(Path data, String partners, Map<String, String> more)
      throws Exception {
    int port = ClosedPort.choose();
    Map<String, String> settings = new HashMap<>(more);
    settings.put("camel.management.port", Integer.toString(port));
    return new ManagementPort(RunningRelay.start(data, partners, settings), port);
  }

  RunningRelay relay() {
    return relay;
  }

  int port() {
    return port;
  }

  HttpRequest.Builder request(String path) {
    return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path));
  }

  HttpResponse<String> send(HttpRequest.Builder request) throws Exception {
    return relay.send(request);
  }

  /** Looks at a path, with headers given as name, value, name, value. */
  HttpResponse<String> get(String path, String... headers) throws Exception {
    HttpRequest.Builder request = request(path);
    if (headers.length > 0) {
      request.headers(headers);
    }
    return send(request);
  }

  /** Posts to Jolokia what is written with ' for ", with headers as above. */
  HttpResponse<String> post(String body, String... headers) throws Exception {
    HttpRequest.Builder request = request(JOLOKIA).header("Content-Type", "application/json");
    if (headers.length > 0) {
      request.headers(headers);
    }
    return send(request.POST(BodyPublishers.ofString(body.replace('\'', '"'))));
  }

  /** What Jolokia says to a request; of several, to the last. */
  int ask(String body, String... headers) throws Exception {
    return RunningRelay.json(post(body, headers).body()).path("status").asInt();
  }

  /** The first line of the answer to a call under the name of any host. */
  String raw(String method, String path, String host) throws Exception {
    try (Socket socket = new Socket("127.0.0.1", port)) {
      socket.setSoTimeout(180_000);
      socket
          .getOutputStream()
          .write(
              (method + " " + path + " HTTP/1.1\r\nHost: " + host + "\r\nConnection: close\r\n\r\n")
                  .getBytes(StandardCharsets.US_ASCII));
      return new BufferedReader(
              new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8))
          .readLine();
    }
  }

  @Override
  public void close() {
    relay.close();
  }
}
