package io.formrelay.packaged;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.tools.attach.VirtualMachine;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import javax.management.Attribute;
import javax.management.MBeanServerConnection;
import javax.management.ObjectName;
import javax.management.Query;
import javax.management.remote.JMXConnector;
import javax.management.remote.JMXConnectorFactory;
import javax.management.remote.JMXServiceURL;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Java's deserialisation, CVE-2026-40453, -40860, -42527 and -43866 being attacks on it. */
class SerialFilterIT {

  @TempDir static Path data;
  private static PackagedRelay relay;
  private static JMXConnector jmx;
  private static MBeanServerConnection server;
  private static ObjectName memory;

  @BeforeAll
  static void start() throws Exception {
    relay = RelayCommand.complete(data, "http://127.0.0.1:1").open();
    // Ten seconds otherwise: a machine that tests may stand still for as long.
    System.setProperty("sun.tools.attach.attachTimeout", "180000");
    VirtualMachine machine = VirtualMachine.attach(Long.toString(relay.pid()));
    jmx = JMXConnectorFactory.connect(new JMXServiceURL(machine.startLocalManagementAgent()));
    server = jmx.getMBeanServerConnection();
    memory = new ObjectName("java.lang:type=Memory");
  }

  @AfterAll
  static void stop() throws IOException {
    try {
      jmx.close();
    } finally {
      relay.close();
    }
  }

  @Test
  void anObjectThatNoOperatorSendsIsNeverMade() {
    for (Object object :
        List.of(
            URI.create("http://127.0.0.1"),
            new HashMap<>(),
            new ArrayList<>(),
            new IllegalStateException())) {
      String refusal = refusal(object);
      assertTrue(refusal.contains("filter status: REJECTED"), refusal);
    }
  }

  /**
   * Whoever still sends what was refused at its first bytes is told of it or hung up on, as it
   * comes; an array that had been made would be answered with the type that the attribute wants.
   */
  @Test
  void anArrayLongerThanAnOperatorSendsIsNeverMade() {
    refusal(new int[20_000]);
  }

  private static String refusal(Object object) {
    return assertThrows(
            IOException.class, () -> server.setAttribute(memory, new Attribute("Verbose", object)))
        .toString();
  }

  @Test
  void whatAConsoleSendsPasses() throws Exception {
    assertNotNull(server.getAttribute(memory, "HeapMemoryUsage"));
    assertEquals(2, server.getAttributes(memory, new String[] {"Verbose", "ObjectName"}).size());
    server.setAttribute(memory, new Attribute("Verbose", false));
    server.invoke(memory, "gc", new Object[0], new String[0]);
    assertNotNull(
        server.invoke(
            new ObjectName("java.lang:type=Threading"),
            "getThreadInfo",
            new Object[] {new long[] {1}, 3},
            new String[] {"[J", "int"}));
    assertEquals(
        1,
        server
            .queryNames(
                new ObjectName("java.lang:type=Mem*"),
                Query.eq(Query.attr("Verbose"), Query.value(false)))
            .size());
    server.addNotificationListener(memory, (notice, context) -> {}, null, null);
  }
}
