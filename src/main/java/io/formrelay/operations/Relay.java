package io.formrelay.operations;

import io.formrelay.notice.NoticeSettings;
import java.time.Clock;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.camel.CamelContext;
import org.apache.camel.main.BaseMainSupport;
import org.apache.camel.main.HttpServerConfigurationProperties;
import org.apache.camel.main.Main;
import org.apache.camel.main.MainListenerSupport;
import org.apache.camel.main.SimpleMainShutdownStrategy;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The whole relay: reads the settings, opens the ledger, loads the routes from {@code routes/}, and
 * runs them in Camel Main until it is closed.
 */
public final class Relay implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(Relay.class);

  /** A submission has at most 64 KiB. */
  private static final long LARGEST_BODY = 64 * 1024;

  private final ConfigurationSource source;
  private final Clock clock;
  private final Main main = new Main();
  private Settings settings;
  private Wiring wiring;

  /**
   * Prepares a relay.
   *
   * @param overrides settings that come before those of every other source
   */
  public Relay(Map<String, String> overrides) {
    this(overrides, Clock.systemUTC());
  }

  /**
   * Prepares a relay that goes by a clock of its own.
   *
   * @param overrides settings that come before those of every other source
   * @param clock tells the time to everything but the logs
   */
  public Relay(Map<String, String> overrides, Clock clock) {
    this.source = new ConfigurationSource(overrides);
    this.clock = clock;
  }

  /**
   * Starts the relay; when this returns, both doors are open.
   *
   * @throws SettingException where a setting is missing or makes no sense
   * @throws Exception where it could not start for another reason; nothing of it runs then
   */
  public void start() throws Exception {
    source.check();
    main.setOverrideProperties(source.overrides());
    main.setInitialProperties(source.defaults());
    main.setDefaultPropertyPlaceholderLocation(source.locations());
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
        "FormRelay takes submissions at {}://{}:{}/submissions and in {}, for {}",
        main.configure().httpServer().isUseGlobalSslContextParameters() ? "https" : "http",
        settings.door().host(),
        settings.door().port(),
        settings.inbox().path(),
        wiring.enabledTargets());
    wiring
        .watching()
        .port()
        .ifPresent(
            port ->
                LOG.info(
                    "It is watched at http://{}:{}/observe/health",
                    settings.watching().host(),
                    port));
    wiring.encryptionKey().tell();
  }

  /** Where things stand; to be asked after the start. */
  public CamelContext context() {
    return main.getCamelContext();
  }

  private void configure(CamelContext context) {
    source.prepare(context);
    Configuration configuration = source.read(context);
    settings = configuration.settings();
    HttpServerConfigurationProperties server = main.configure().httpServer();
    server.setEnabled(true);
    server.setHost(settings.door().host());
    // Camel takes no variable that ends in _PORT for a setting: Kubernetes sets many of its own.
    source.overrides().setProperty("camel.server.port", Integer.toString(settings.door().port()));
    source.overrides().setProperty("form.enabled", Boolean.toString(settings.form().enabled()));
    NoticeSettings notices = settings.notices();
    source.overrides().setProperty("notify.enabled", Boolean.toString(notices.enabled()));
    source
        .overrides()
        .setProperty(
            "notify.webhook.origin",
            notices.webhook().map(NoticeSettings.Webhook::origin).orElse(""));
    // The relay opens it by itself, behind its own guard.
    source.overrides().setProperty("camel.management.enabled", "false");
    context.getPropertiesComponent().setOverrideProperties(source.overrides());
    server.setMaxBodySize(LARGEST_BODY);
    server.setFileUploadEnabled(false);
    wiring = new Wiring(settings, configuration.codes(), clock);
    context.getRegistry().bind("vertx", wiring.vertx());
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
