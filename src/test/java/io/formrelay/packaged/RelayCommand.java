package io.formrelay.packaged;

import io.formrelay.running.ClosedPort;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * How an operator starts the relay: {@code java -jar target/formrelay.jar} in a folder, with
 * settings as system properties and environment variables.
 */
public final class RelayCommand {

  public static final String TICKET = "it-ticket-0123456789abcdef";
  public static final String MOKA_DEALER = "it-dealer";
  public static final String MOKA_USER = "it-user";
  public static final String MOKA_PASSWORD = "it-moka-password";

  private static final Path PROJECT = Path.of("").toAbsolutePath();

  /** What the tests' own environment says must not reach the relay. */
  private static final Set<String> OURS =
      Set.of("RELAY", "LICRUS", "MOKA", "CAMEL", "STORE", "LOG", "JAVA", "JDK");

  private final Map<String, String> settings = new LinkedHashMap<>();
  private final Map<String, String> environment = new TreeMap<>();
  private final List<String> options = new ArrayList<>();
  private final DataFolder data;
  private Path folder = PROJECT;
  private Path logs = Path.of(System.getProperty("java.io.tmpdir"));
  private int port = freePort();
  private Path java = Path.of(System.getProperty("java.home"), "bin", "java");
  private List<String> arguments = List.of();
  private List<String> program =
      List.of("-jar", PROJECT.resolve("target/formrelay.jar").toString());

  private RelayCommand(Path data) {
    this.data = new DataFolder(data);
    with("relay.data", data.toString());
    with("camel.server.port", Integer.toString(port));
    // The usual one is let go for a moment before it is listened on: a relay of another test that
    // starts in that moment would take it.
    with("camel.management.port", Integer.toString(freePort()));
  }

  /** A relay that keeps everything in this folder, listens on a free port and is set no further. */
  static RelayCommand bare(Path data) {
    return new RelayCommand(data);
  }

  /**
   * A relay with everything set that it needs.
   *
   * @param partners the address under which {@code /licrus} and {@code /moka} answer
   */
  public static RelayCommand complete(Path data, String partners) {
    return bare(data)
        .with("licrus.base-url", partners + "/licrus")
        .with("licrus.auth-ticket", TICKET)
        .with("moka.base-url", partners + "/moka")
        .with("moka.dealer-code", MOKA_DEALER)
        .with("moka.username", MOKA_USER)
        .with("moka.password", MOKA_PASSWORD)
        .with("retry.delays", "50ms,50ms,50ms")
        .with("pause.probe", "200ms")
        .with("inbox.quiet", "0s")
        .with("inbox.quiet-lines", "0s");
  }

  /** A copy of this project's {@code config} and {@code routes} to start in and to change. */
  static Path copyOfProject(Path target) {
    for (String part : List.of("config", "routes")) {
      try (Stream<Path> files = Files.walk(PROJECT.resolve(part))) {
        for (Path each : files.toList()) {
          Path copy = target.resolve(PROJECT.relativize(each));
          if (Files.isDirectory(each)) {
            Files.createDirectories(copy);
          } else {
            Files.copy(each, copy);
          }
        }
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
    return target;
  }

  static int freePort() {
    return ClosedPort.choose();
  }

  /** Sets a system property. */
  public RelayCommand with(String key, String value) {
    settings.put(key, value);
    return this;
  }

  /** Sets no such system property. */
  RelayCommand without(String key) {
    settings.remove(key);
    return this;
  }

  /** Sets an environment variable. */
  RelayCommand environment(String name, String value) {
    environment.put(name, value);
    return this;
  }

  /** Starts it in this folder. */
  RelayCommand in(Path start) {
    folder = start;
    return this;
  }

  /** Starts it with the Java of this folder, and with these options of its own. */
  RelayCommand java(Path home, String... more) {
    java = home.resolve("bin/java");
    options.addAll(List.of(more));
    return this;
  }

  /** Puts the tests' classes behind the relay's own on the class path. */
  RelayCommand withClassesOfTheTests() {
    String classPath =
        PROJECT.resolve("target/formrelay.jar")
            + File.pathSeparator
            + PROJECT.resolve("target/test-classes");
    program = List.of("-cp", classPath, "io.formrelay.FormRelay");
    return this;
  }

  /** Keeps what it says in this folder. */
  public RelayCommand logsIn(Path folder) {
    logs = folder;
    return this;
  }

  /** The port of its HTTP door. */
  public int port() {
    return port;
  }

  /** Names the port in an environment variable alone. */
  RelayCommand portInEnvironment() {
    return without("camel.server.port").environment("CAMEL_SERVER_PORT", Integer.toString(port));
  }

  /** What it keeps everything in. */
  public DataFolder data() {
    return data;
  }

  /** Starts the process; does not wait for its doors. */
  public PackagedRelay start() {
    List<String> command = new ArrayList<>(List.of(java.toString()));
    // Compiled by the quick compiler alone, a relay that lives for seconds starts in half the time.
    command.add("-XX:TieredStopAtLevel=1");
    command.addAll(options);
    settings.forEach((key, value) -> command.add("-D" + key + "=" + value));
    command.addAll(program);
    command.addAll(arguments);
    try {
      Path output = Files.createTempFile(logs, "relay", ".log");
      ProcessBuilder builder =
          new ProcessBuilder(command)
              .directory(folder.toFile())
              .redirectErrorStream(true)
              .redirectOutput(output.toFile());
      builder.environment().keySet().removeIf(name -> OURS.contains(name.replaceFirst("_.*", "")));
      builder.environment().putAll(environment);
      return new PackagedRelay(builder.start(), output, port, data);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Carries out one command, as in {@code backup <folder>}, with the relay's own settings. */
  PackagedRelay carryOut(String... command) {
    arguments = List.of(command);
    try {
      return start();
    } finally {
      arguments = List.of();
    }
  }

  /** Starts the process and waits until its doors are open. */
  public PackagedRelay open() {
    PackagedRelay relay = start();
    try {
      relay.awaitOpen();
      return relay;
    } catch (RuntimeException | AssertionError e) {
      relay.kill();
      throw e;
    }
  }
}
