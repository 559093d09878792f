package io.formrelay.ledger;

import io.formrelay.running.ClosedPort;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** A PostgreSQL server of the tests' own, in a temporary folder and on loopback alone. */
public final class PostgresServer implements AutoCloseable {

  private static final Path INSTALLED = Path.of("/usr/lib/postgresql");

  private final Path programs;
  private final String folder;
  private final int port;

  private PostgresServer(Path programs, String folder, int port) {
    this.programs = programs;
    this.folder = folder;
    this.port = port;
  }

  /** Starts a server; empty where PostgreSQL is not installed. */
  public static Optional<PostgresServer> start() throws IOException {
    Optional<Path> programs = programs();
    if (programs.isEmpty()) {
      return Optional.empty();
    }
    String folder = run("mktemp", "-d", "/tmp/formrelay-postgresql-XXXXXX").strip();
    PostgresServer server = new PostgresServer(programs.get(), folder, ClosedPort.choose());
    run(
        server.program("initdb"),
        "-D",
        folder + "/data",
        "-U",
        "tester",
        "-A",
        "trust",
        "-E",
        "UTF8",
        "--no-sync");
    server.begin();
    return Optional.of(server);
  }

  /** Starts it, as at first and after {@link #stop()}. */
  void begin() throws IOException {
    String options =
        "-p "
            + port
            + " -c fsync=off -c listen_addresses=127.0.0.1 -c unix_socket_directories="
            + folder;
    run(
        program("pg_ctl"),
        "-D",
        folder + "/data",
        "-l",
        folder + "/log",
        "-o",
        options,
        "-w",
        "start");
  }

  /** Stops it at once, as a crash would. */
  void stop() throws IOException {
    run(program("pg_ctl"), "-D", folder + "/data", "-m", "immediate", "-w", "stop");
  }

  /** The address of a database. */
  public String url(String database) {
    return "jdbc:postgresql://127.0.0.1:" + port + "/" + database;
  }

  /** Runs SQL that answers nothing. */
  public void execute(String database, String sql) throws SQLException {
    try (Connection connection = DriverManager.getConnection(url(database), "tester", "")) {
      connection.createStatement().execute(sql);
    }
  }

  @Override
  public void close() throws IOException {
    stop();
    try (Stream<Path> files = Files.walk(Path.of(folder))) {
      for (Path each : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(each);
      }
    }
  }

  private String program(String name) {
    return programs.resolve(name).toString();
  }

  private static Optional<Path> programs() throws IOException {
    List<Path> places = new ArrayList<>();
    for (String each : System.getenv().getOrDefault("PATH", "").split(File.pathSeparator)) {
      places.add(Path.of(each));
    }
    if (Files.isDirectory(INSTALLED)) {
      try (Stream<Path> versions = Files.list(INSTALLED)) {
        versions
            .sorted(Comparator.reverseOrder())
            .map(each -> each.resolve("bin"))
            .forEach(places::add);
      }
    }
    return places.stream().filter(each -> Files.isExecutable(each.resolve("initdb"))).findFirst();
  }

  /** Runs a program, as the user postgres where this is root, whom PostgreSQL refuses. */
  private static String run(String... command) throws IOException {
    List<String> line = new ArrayList<>();
    if (System.getProperty("user.name").equals("root")) {
      line.addAll(List.of("runuser", "-u", "postgres", "--"));
    }
    line.addAll(List.of(command));
    Path output = Files.createTempFile("formrelay", ".out");
    try {
      Process process =
          new ProcessBuilder(line)
              .directory(Path.of("/tmp").toFile())
              .redirectErrorStream(true)
              .redirectOutput(output.toFile())
              .start();
      boolean ended = process.waitFor(60, TimeUnit.SECONDS);
      String text = Files.readString(output, StandardCharsets.UTF_8);
      if (!ended || process.exitValue() != 0) {
        throw new IOException(line + " failed: " + text);
      }
      return text;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted while " + line + " ran", e);
    } finally {
      Files.delete(output);
    }
  }
}
