package io.formrelay.operations;

import io.formrelay.delivery.ResultCodes;
import io.formrelay.delivery.ResultCodesFile;
import io.vertx.core.VertxOptions;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.camel.CamelContext;
import org.apache.camel.main.BaseMainSupport;
import org.apache.camel.main.HttpServerConfigurationProperties;
import org.apache.camel.main.Main;
import org.apache.camel.main.MainListenerSupport;
import org.apache.camel.main.SimpleMainShutdownStrategy;
import org.apache.camel.spi.PropertiesComponent;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The whole relay: reads the settings, opens the ledger, loads the routes from {@code routes/}, and
 * runs them in Camel Main until it is closed.
 */
public final class Relay implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(Relay.class);
  private static final String DEFAULTS = "defaults.properties";

  /** A submission has at most 64 KiB. */
  private static final long LARGEST_BODY = 64 * 1024;

  /** A call at the HTTP door holds one of these while its submission is written to disk. */
  private static final int HTTP_WORKERS = 128;

  private final Map<String, String> overrides;
  private final Properties first = new Properties();
  private final Main main = new Main();
  private Set<String> written;
  private Settings settings;
  private Wiring wiring;

  /**
   * Prepares a relay.
   *
   * @param overrides settings that come before those of every other source
   */
  public Relay(Map<String, String> overrides) {
    this.overrides = Map.copyOf(overrides);
  }

  /**
   * Starts the relay; when this returns, both doors are open.
   *
   * @throws SettingException where a setting is missing or makes no sense
   * @throws Exception where it could not start for another reason; nothing of it runs then
   */
  public void start() throws Exception {
    written = written();
    first.putAll(overrides);
    main.setOverrideProperties(first);
    main.setInitialProperties(defaults());
    main.setDefaultPropertyPlaceholderLocation(locations());
    main.setShutdownStrategy(new SimpleMainShutdownStrategy());
    main.addMainListener(
        new MainListenerSupport() {
          @Override
          public void beforeConfigure(BaseMainSupport starting) {
            configure(starting.getCamelContext());
          }
        });
    try {
      main.start();
      refuseUndelivered();
    } catch (Exception e) {
      close();
      throw e;
    }
    LOG.info(
        "FormRelay takes submissions at http://{}:{}/submissions and in {}, for {}",
        settings.host(),
        settings.port(),
        settings.inbox(),
        wiring.enabledTargets());
  }

  /** Where things stand; to be asked after the start. */
  public CamelContext context() {
    return main.getCamelContext();
  }

  private void configure(CamelContext context) {
    ResultCodes codes =
        new ResultCodesFile(ConfigFolder.path().resolve("result-codes.yaml")).read();
    settings =
        new SettingsReader(key -> value(context, key))
            .read(ConfigFolder.path(), profile(), codes.partners(), written);
    HttpServerConfigurationProperties server = main.configure().httpServer();
    server.setEnabled(true);
    server.setHost(settings.host());
    // Camel takes no variable that ends in _PORT for a setting: Kubernetes sets many of its own.
    first.setProperty("camel.server.port", Integer.toString(settings.port()));
    context.getPropertiesComponent().setOverrideProperties(first);
    server.setMaxBodySize(LARGEST_BODY);
    server.setFileUploadEnabled(false);
    context.getRegistry().bind("vertx-options", new VertxOptions().setWorkerPoolSize(HTTP_WORKERS));
    wiring = new Wiring(settings, codes);
    main.configure().addConfiguration(wiring);
  }

  /** What was accepted for a partner without a route would wait for ever. */
  private void refuseUndelivered() {
    Set<String> sources =
        context().getRoutes().stream()
            .map(route -> route.getEndpoint().getEndpointUri())
            .collect(Collectors.toSet());
    for (String target : wiring.enabledTargets()) {
      if (!sources.contains("deliveries://" + target)) {
        throw new SettingException(
            target + ".enabled", "is true, but no route takes from deliveries:" + target);
      }
    }
  }

  private static Optional<String> value(CamelContext context, String key) {
    PropertiesComponent properties = context.getPropertiesComponent();
    try {
      return properties.resolveProperty(key).map(context::resolvePropertyPlaceholders);
    } catch (IllegalArgumentException e) {
      // Its message would show the value.
      throw new SettingException(key, "has a {{placeholder}} that leads nowhere");
    }
  }

  /** The keys that the configuration files contain, for which a typing error can be told. */
  private static Set<String> written() {
    Properties written = new Properties();
    for (Path file : files()) {
      if (!Files.isRegularFile(file)) {
        throw new SettingException(
            file.toString(), "is missing; start in the folder that holds config and routes");
      }
      try (InputStream stream = Files.newInputStream(file)) {
        written.load(stream);
      } catch (IOException | IllegalArgumentException e) {
        throw new SettingException(file.toString(), "cannot be read: " + e.getMessage());
      }
    }
    return written.stringPropertyNames();
  }

  private static String locations() {
    StringBuilder locations = new StringBuilder();
    for (Path file : files()) {
      locations.append(locations.isEmpty() ? "" : ",").append("file:").append(file);
    }
    return locations.toString();
  }

  /** The profile's file comes first: what it says holds before the file for all profiles. */
  private static Path[] files() {
    Path all = ConfigFolder.path().resolve("application.properties");
    if (profile().isEmpty()) {
      return new Path[] {all};
    }
    Path own = ConfigFolder.path().resolve("application-" + profile() + ".properties");
    if (!Files.isRegularFile(own)) {
      throw new SettingException("camel.main.profile", "there is no " + own);
    }
    return new Path[] {own, all};
  }

  private static String profile() {
    String environment = System.getenv("CAMEL_MAIN_PROFILE");
    return (environment != null ? environment : System.getProperty("camel.main.profile", ""))
        .strip();
  }

  private static Properties defaults() throws IOException {
    Properties defaults = new Properties();
    try (InputStream stream = Relay.class.getResourceAsStream(DEFAULTS)) {
      defaults.load(stream);
    }
    return defaults;
  }

  /** Ends what is under way, hands back what is not, and lets go of everything. */
  @Override
  public void close() {
    try {
      main.stop();
    } catch (RuntimeException e) {
      LOG.error("the routes did not end in order", e);
    } finally {
      if (wiring != null) {
        wiring.close();
      }
    }
  }
}
