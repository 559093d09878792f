package io.formrelay.operations;

import io.formrelay.delivery.ResultCodes;
import io.formrelay.delivery.ResultCodesFile;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.Set;
import java.util.function.Function;
import org.apache.camel.CamelContext;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.spi.PropertiesComponent;

/**
 * Where the settings come from: overrides, system properties, the environment, the profile's file,
 * the file for all profiles, and the defaults, in that order. The relay and the commands beside it
 * read the same.
 */
public final class ConfigurationSource {

  private static final String DEFAULTS = "defaults.properties";

  private final Properties overrides = new Properties();

  /** Puts these settings before those of every other source. */
  public ConfigurationSource(Map<String, String> overrides) {
    this.overrides.putAll(overrides);
  }

  /** What comes before every other source; what is put in later counts, too. */
  Properties overrides() {
    return overrides;
  }

  /**
   * Looks whether the files are there.
   *
   * @throws SettingException for one that is missing or cannot be read
   */
  void check() {
    written();
  }

  /**
   * Reads everything, for a command that runs no routes.
   *
   * @throws SettingException for the first setting that is missing or makes no sense
   */
  public Configuration read() {
    return through(this::read);
  }

  /**
   * Reads one setting, which may be the only one that is set.
   *
   * @throws SettingException where it makes no sense
   */
  public Optional<String> value(String key) {
    return through(context -> value(context, key));
  }

  private <T> T through(Function<CamelContext, T> reading) {
    check();
    try (DefaultCamelContext context = new DefaultCamelContext(false)) {
      PropertiesComponent properties = context.getPropertiesComponent();
      properties.setOverrideProperties(overrides);
      properties.setInitialProperties(defaults());
      properties.setLocation(locations());
      context.build();
      prepare(context);
      return reading.apply(context);
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  /**
   * Has a context resolve secrets: where a setting says where its value stands, every placeholder
   * and every reader gets the value.
   */
  void prepare(CamelContext context) {
    org.apache.camel.component.properties.PropertiesComponent properties =
        (org.apache.camel.component.properties.PropertiesComponent)
            context.getPropertiesComponent();
    properties.setPropertiesParser(new SettingsParser(properties));
  }

  /** Reads everything through a context that was given the sources and prepared. */
  Configuration read(CamelContext context) {
    ResultCodes codes =
        new ResultCodesFile(ConfigFolder.path().resolve("result-codes.yaml")).read();
    Settings settings =
        new SettingsReader(key -> value(context, key))
            .read(ConfigFolder.path(), profile(), codes.partners(), written());
    return new Configuration(settings, codes.at(settings.targets()));
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

  /** The files, for Camel. */
  String locations() {
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
    return (environment != null && !environment.isBlank()
            ? environment
            : System.getProperty("camel.main.profile", ""))
        .strip();
  }

  /** What holds where the files say nothing. */
  Properties defaults() throws IOException {
    Properties defaults = new Properties();
    try (InputStream stream = ConfigurationSource.class.getResourceAsStream(DEFAULTS)) {
      defaults.load(stream);
    }
    return defaults;
  }
}
