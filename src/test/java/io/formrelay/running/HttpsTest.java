package io.formrelay.running;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import com.github.tomakehurst.wiremock.junit5.WireMockExtension;
import io.formrelay.operations.SettingException;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.net.SocketException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.util.Map;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLHandshakeException;
import javax.net.ssl.TrustManagerFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** The HTTP door behind a real certificate, by Camel's own settings as README shows them. */
class HttpsTest {

  private static final String PASSWORD = "store-password";

  @RegisterExtension static final WireMockExtension PARTNERS = Door.partners();
  @TempDir Path folder;

  @Test
  void theDoorSpeaksHttpsAndNothingElse() throws Exception {
    PARTNERS.stubFor(Door.success());
    Path store = folder.resolve("door.p12");
    makeCertificate(store);
    System.setProperty("test.store-password", PASSWORD);
    try (RunningRelay relay =
        RunningRelay.start(
            folder.resolve("data"),
            PARTNERS.baseUrl(),
            Map.of(
                "relay.api-key", "tls-key",
                "camel.server.host", "127.0.0.1",
                "camel.server.useGlobalSslContextParameters", "true",
                "camel.ssl.enabled", "true",
                "camel.ssl.keyStore", store.toString(),
                "camel.ssl.keystorePassword", "{{sys:test.store-password}}",
                "door.patience", "10s"))) {
      URI submissions =
          URI.create("https://localhost:" + relay.uri("/").getPort() + "/submissions");
      HttpRequest form =
          HttpRequest.newBuilder(submissions)
              .header("Content-Type", "application/json")
              .header("X-API-Key", "tls-key")
              .header("Prefer", "wait=60")
              .POST(BodyPublishers.ofString("{\"DeviceCount\": 1}"))
              .build();
      HttpClient trusting = HttpClient.newBuilder().sslContext(trusting(store)).build();

      HttpResponse<String> answer = trusting.send(form, BodyHandlers.ofString());

      assertEquals(200, answer.statusCode(), answer.body());
      assertThrows(
          SSLHandshakeException.class,
          () -> HttpClient.newHttpClient().send(form, BodyHandlers.ofString()));
      assertFalse(plain(submissions.getPort()).contains("HTTP/1.1"));
      try (Socket silent = new Socket("127.0.0.1", submissions.getPort())) {
        silent.setSoTimeout(180_000);
        assertEquals(-1, silent.getInputStream().read());
      }
    }
  }

  @Test
  void aWrongPasswordOfTheKeyStoreIsToldByItsKey() throws Exception {
    Path store = folder.resolve("other.p12");
    makeCertificate(store);
    Map<String, String> settings =
        Map.of(
            "camel.ssl.enabled", "true",
            "camel.ssl.keyStore", store.toString(),
            "camel.ssl.keystorePassword", "wrong-password");
    SettingException refused =
        assertThrows(
            SettingException.class,
            () ->
                RunningRelay.start(folder.resolve("refused"), PARTNERS.baseUrl(), settings)
                    .close());
    assertEquals(
        "camel.ssl.keystorePassword: does not open camel.ssl.keyStore", refused.getMessage());
  }

  private static void makeCertificate(Path store) throws Exception {
    Process keytool =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "keytool").toString(),
                "-genkeypair",
                "-alias",
                "door",
                "-keyalg",
                "EC",
                "-dname",
                "CN=localhost",
                "-ext",
                "SAN=dns:localhost,ip:127.0.0.1",
                "-validity",
                "2",
                "-storetype",
                "PKCS12",
                "-keystore",
                store.toString(),
                "-storepass",
                PASSWORD)
            .redirectErrorStream(true)
            .start();
    String said = new String(keytool.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertEquals(0, keytool.waitFor(), said);
  }

  private static SSLContext trusting(Path store) throws Exception {
    KeyStore keys = KeyStore.getInstance("PKCS12");
    try (InputStream stream = Files.newInputStream(store)) {
      keys.load(stream, PASSWORD.toCharArray());
    }
    KeyStore trusted = KeyStore.getInstance("PKCS12");
    trusted.load(null, null);
    trusted.setCertificateEntry("door", keys.getCertificate("door"));
    TrustManagerFactory trust =
        TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
    trust.init(trusted);
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(null, trust.getTrustManagers(), null);
    return context;
  }

  private static String plain(int port) throws IOException {
    try (Socket socket = new Socket("127.0.0.1", port)) {
      socket.setSoTimeout(180_000);
      socket
          .getOutputStream()
          .write(
              "GET /openapi.yaml HTTP/1.1\r\nHost: x\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
      return new String(socket.getInputStream().readAllBytes(), StandardCharsets.ISO_8859_1);
    } catch (SocketException reset) {
      return "";
    }
  }
}
