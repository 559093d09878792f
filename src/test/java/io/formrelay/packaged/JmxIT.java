package io.formrelay.packaged;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.Map;
import javax.management.MBeanServerConnection;
import javax.management.ObjectName;
import javax.management.openmbean.CompositeData;
import javax.management.remote.JMXConnector;
import javax.management.remote.JMXConnectorFactory;
import javax.management.remote.JMXServiceURL;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The packaged relay, watched by a plain JMX client that has none of its classes. */
class JmxIT {

  /** What the README gives those who filter all deserialisation. */
  private static final String FILTER =
      "java.rmi.MarshalledObject;javax.management.ObjectName;java.lang.String;java.lang.Object;"
          + "java.lang.Integer;java.lang.Number;javax.security.auth.Subject;!*";

  private static final String TEXT = String.class.getName();

  @Test
  void aPlainClientReadsReplaysAndPausesWithAPasswordAndUnderASerialFilter(@TempDir Path folder)
      throws Exception {
    int port = RelayCommand.freePort();
    int management = RelayCommand.freePort();
    try (PartnerStub partners = new PartnerStub();
        PackagedRelay relay =
            RelayCommand.complete(folder.resolve("data"), partners.url())
                .with("camel.management.port", Integer.toString(management))
                .java(Path.of(System.getProperty("java.home")), options(folder, port))
                .open()) {
      JMXServiceURL url =
          new JMXServiceURL("service:jmx:rmi:///jndi/rmi://127.0.0.1:" + port + "/jmxrmi");
      assertThrows(SecurityException.class, () -> JMXConnectorFactory.connect(url, Map.of()));
      String[] known = {"operator", "it-jmx-password"};
      try (JMXConnector connector =
          JMXConnectorFactory.connect(url, Map.of(JMXConnector.CREDENTIALS, known))) {
        MBeanServerConnection server = connector.getMBeanServerConnection();
        ObjectName all = new ObjectName("formrelay:type=Relay");
        ObjectName licrus = new ObjectName("formrelay:type=Target,name=licrus");
        assertEquals(0L, server.getAttribute(all, "Accepted"));

        relay.post(
            "{\"SubmissionId\": \"jmx-1\", \"CustomerFullName\": \"Bir İki\","
                + " \"ProductNameList\": \"X\"}");
        relay.awaitState("jmx-1", "licrus", "succeeded");
        assertEquals(1L, server.getAttribute(all, "Accepted"));
        await().until(() -> server.getAttribute(licrus, "Succeeded").equals(1L));

        server.invoke(licrus, "pause", null, null);
        assertEquals(true, server.getAttribute(licrus, "Paused"));
        assertTrue(health(management, "ready").contains("paused: OPERATOR"));
        server.invoke(licrus, "resume", null, null);
        assertTrue(health(management, "live").contains("UP"));
        assertEquals(
            "nothing done: jmx-1 is no dead letter",
            server.invoke(all, "replay", new Object[] {"jmx-1"}, new String[] {TEXT}));
        CompositeData progress =
            (CompositeData)
                server.invoke(all, "replayAll", new Object[] {"HasError"}, new String[] {TEXT});
        assertEquals(0L, progress.get("total"));
      }
    }
  }

  private static String[] options(Path folder, int port) throws Exception {
    Path password = Files.writeString(folder.resolve("jmx.password"), "operator it-jmx-password\n");
    Files.setPosixFilePermissions(password, PosixFilePermissions.fromString("rw-------"));
    Path access = Files.writeString(folder.resolve("jmx.access"), "operator readwrite\n");
    return new String[] {
      "-Dcom.sun.management.jmxremote.port=" + port,
      "-Dcom.sun.management.jmxremote.rmi.port=" + port,
      "-Dcom.sun.management.jmxremote.host=127.0.0.1",
      "-Djava.rmi.server.hostname=127.0.0.1",
      "-Dcom.sun.management.jmxremote.ssl=false",
      "-Dcom.sun.management.jmxremote.password.file=" + password,
      "-Dcom.sun.management.jmxremote.access.file=" + access,
      "-Djdk.serialFilter=" + FILTER
    };
  }

  /** By HTTP/2, as this client prefers it: there a call has no Host. */
  private static String health(int port, String which) throws Exception {
    URI uri = URI.create("http://127.0.0.1:" + port + "/observe/health/" + which);
    return HttpClient.newHttpClient()
        .send(
            HttpRequest.newBuilder(uri).timeout(Duration.ofMinutes(3)).build(),
            BodyHandlers.ofString())
        .body();
  }
}
