package io.formrelay.operations;

import io.formrelay.ops.ManagementFile;
import io.formrelay.ops.OperationsPage;
import io.formrelay.ops.OperatorsPage;
import io.formrelay.ops.Resource;
import io.formrelay.receipt.WholeFiles;
import io.formrelay.watching.ActivityHistory;
import io.formrelay.watching.Controls;
import io.formrelay.watching.JolokiaPage;
import io.formrelay.watching.ManagementPage;
import io.formrelay.watching.ManagementPort;
import io.formrelay.watching.MetricsPage;
import io.formrelay.watching.Plain;
import java.io.IOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.ArrayDeque;
import java.util.Base64;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import org.apache.camel.CamelContext;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Opens the management port with its pages, and tells the commands beside the relay where it is.
 */
final class ManagementWiring implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(ManagementWiring.class);
  private static final int TOKEN_BYTES = 32;

  private final Settings settings;
  private final Controls controls;
  private final ActivityHistory history;
  private final String token;
  private final Deque<AutoCloseable> opened = new ArrayDeque<>();

  ManagementWiring(
      Settings settings, Controls controls, ActivityHistory history, SecureRandom random) {
    this.settings = settings;
    this.controls = controls;
    this.history = history;
    byte[] bytes = new byte[TOKEN_BYTES];
    random.nextBytes(bytes);
    this.token = Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
  }

  /** What is shown below {@code /operations} beside what the controls tell: a line each. */
  private List<Resource> resources() {
    return List.of(
        Resource.confidential("progress", () -> Map.of("work", Plain.work(controls.work().get()))),
        Resource.numbers("history", history::lastDay),
        Resource.confidential(
            "attempts", () -> Map.of("attempts", controls.counts().newest().list())));
  }

  private List<ManagementPage> pages(CamelContext context) {
    JolokiaPage jolokia =
        new JolokiaPage(
            settings.config().resolve("jolokia-access.xml"), !settings.watching().key().isBlank());
    opened.push(jolokia);
    MetricsPage metrics =
        new MetricsPage(
            controls, context, Map.of("data", settings.data(), "inbox", settings.inbox().path()));
    return List.of(
        metrics, jolokia, new OperationsPage(controls, resources()), new OperatorsPage());
  }

  /**
   * Opens the port when the context starts.
   *
   * @return the port
   */
  int open(CamelContext context) throws Exception {
    ManagementPort server =
        new ManagementPort(settings.watching(), token, pages(context), this::tell);
    opened.push(server);
    return server.open(context);
  }

  private void tell(int port) {
    Path data = settings.data();
    opened.push(() -> ManagementFile.delete(data));
    try (WholeFiles files = new WholeFiles()) {
      new ManagementFile("http://" + host() + ":" + port, token, ProcessHandle.current().pid())
          .write(data, files);
    } catch (IOException e) {
      LOG.warn("commands do not find this relay: {} cannot be written to", data, e);
    }
  }

  /** Who listens everywhere is called on the loopback. */
  private String host() throws UnknownHostException {
    InetAddress address = InetAddress.getByName(settings.watching().host());
    String name =
        (address.isAnyLocalAddress() ? InetAddress.getLoopbackAddress() : address).getHostAddress();
    return name.contains(":") ? "[" + name + "]" : name;
  }

  @Override
  public void close() {
    while (!opened.isEmpty()) {
      try {
        opened.pop().close();
      } catch (Exception e) {
        LOG.error("a part did not end in order", e);
      }
    }
  }
}
