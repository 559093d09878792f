package io.formrelay.chaos;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;

/**
 * The chaos program, {@code mvn -Pchaos}: kills the packaged relay again and again under load and
 * accounts for every submission. Its last line is the summary; it exits with 1 where a promise was
 * broken, and keeps the run's folder then.
 *
 * <p>{@code chaos.seed} decides on all chance: what each sender sends and how, what each partner
 * does with the nth request about a form, the partners' skies, and when the relay is killed. What
 * it cannot decide on is how fast the threads and processes are: how many forms are sent between
 * two kills, and which step a kill hits.
 */
public final class Chaos {

  private static final int DEFAULT_KILLS = 30;
  private static final int MOST_STORIES = 20;

  private Chaos() {}

  /** Runs it once, by the system properties {@code chaos.seed} and {@code chaos.kills}. */
  public static void main(String[] arguments) throws Exception {
    // Opened anew for its character set: names and stories are Turkish.
    PrintStream out =
        new PrintStream(new FileOutputStream(FileDescriptor.out), true, StandardCharsets.UTF_8);
    long seed = Long.getLong("chaos.seed", System.nanoTime());
    int kills = Integer.getInteger("chaos.kills", DEFAULT_KILLS);
    Path folder = freshFolder(seed);
    out.println("chaos seed=" + seed + " kills=" + kills + " in " + folder);
    Plan plan = new Plan(seed, kills, 8_000, 4, 2, Duration.ofSeconds(180), folder);
    Report report = new ChaosRun(plan, out::println).run();
    settle(report, folder, out::println);
    out.println(report.summary());
    System.exit(report.violations().isEmpty() ? 0 : 1);
  }

  /** A folder for a run below {@code target}. */
  static Path freshFolder(long seed) throws IOException {
    Path all = Files.createDirectories(Path.of("target", "chaos").toAbsolutePath());
    return Files.createTempDirectory(all, "seed-" + seed + "-");
  }

  /** Tells what is wrong and keeps the run's folder; deletes it where all is well. */
  static void settle(Report report, Path folder, Consumer<String> out) throws IOException {
    List<String> violations = report.violations();
    violations.stream().limit(MOST_STORIES).forEach(out);
    if (violations.size() > MOST_STORIES) {
      out.accept("and " + (violations.size() - MOST_STORIES) + " more");
    }
    if (violations.isEmpty()) {
      delete(folder);
    } else {
      out.accept("kept: " + folder);
    }
  }

  private static void delete(Path folder) throws IOException {
    try (Stream<Path> all = Files.walk(folder)) {
      for (Path each : all.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(each);
      }
    } catch (UncheckedIOException e) {
      throw e.getCause();
    }
  }
}
