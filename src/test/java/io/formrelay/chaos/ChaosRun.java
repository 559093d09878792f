package io.formrelay.chaos;

import static org.awaitility.Awaitility.await;

import io.formrelay.chaos.LeftBehind.Receipt;
import io.formrelay.packaged.PackagedRelay;
import io.formrelay.packaged.RelayCommand;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.awaitility.core.ConditionTimeoutException;

/**
 * One run: the packaged relay on a fresh data folder, senders at both doors, partners with moods,
 * and kill after kill; then calm, until all has ended; then the accounting.
 */
final class ChaosRun {

  /** How long the relay waits for a partner. */
  private static final long TIMEOUT_MS = 700;

  private final Plan plan;
  private final Consumer<String> progress;
  private final Clock clock = Clock.systemUTC();
  private final Shift shift = new Shift();
  private final Book book = new Book();
  private final Journal journal = new Journal();
  private final Findings findings = new Findings();
  private final Path logs;
  private final Seeds seeds;

  /**
   * Prepares a run.
   *
   * @param progress is told what happens, line by line
   */
  ChaosRun(Plan plan, Consumer<String> progress) {
    this.plan = plan;
    this.progress = progress;
    this.seeds = new Seeds(plan.seed());
    this.logs = plan.folder().resolve("logs");
  }

  /**
   * Runs it.
   *
   * @throws AssertionError where the relay did not even start
   */
  Report run() throws Exception {
    Instant began = clock.instant();
    Files.createDirectories(logs);
    LeftBehind left;
    try (Partner licrus = new Partner("licrus", book, seeds, clock, TIMEOUT_MS);
        Partner moka = new Partner("moka", book, seeds, clock, TIMEOUT_MS)) {
      left = run(command(licrus, moka), licrus, moka);
    }
    Story story = new Story(left, book);
    return new Report(
        plan.seed(),
        plan.kills(),
        journal.accepted().size(),
        findings.count(Findings.Kind.LOST),
        findings.count(Findings.Kind.DOUBLED),
        left.receipts().values().stream().flatMap(List::stream).filter(Receipt::unknown).count(),
        Duration.between(began, clock.instant()).toSeconds(),
        findings.all().stream().map(story::of).toList());
  }

  private LeftBehind run(RelayCommand command, Partner licrus, Partner moka) throws Exception {
    ExecutorService actors = Executors.newCachedThreadPool();
    try (HeldPort held = new HeldPort(command.port())) {
      Door door = new Door(held.address().getPort());
      List<Future<Void>> running = new ArrayList<>();
      for (Callable<Void> each : actors(command, door, licrus, moka)) {
        running.add(actors.submit(each));
      }
      KillLoop kills =
          new KillLoop(
              command, plan.kills(), plan.longestLifeMs(), seeds, book, findings, clock, progress);
      kills.run();
      return account(command, door, running, licrus, moka);
    } finally {
      shift.end();
      actors.shutdownNow();
    }
  }

  private RelayCommand command(Partner licrus, Partner moka) {
    return RelayCommand.complete(plan.folder().resolve("data"), "")
        .logsIn(logs)
        .with("licrus.base-url", licrus.url())
        .with("moka.base-url", moka.url())
        .with("licrus.timeout", TIMEOUT_MS + "ms")
        .with("moka.timeout", TIMEOUT_MS + "ms")
        .with("relay.api-key", Door.KEY)
        .with("camel.server.host", "127.0.0.1")
        .with("retry.delays", "50ms,100ms,100ms,200ms,200ms,500ms,500ms,500ms,1s,1s,1s")
        .with("pause.after", "5")
        .with("inbox.patience", "1s");
  }

  private List<Callable<Void>> actors(
      RelayCommand command, Door door, Partner licrus, Partner moka) {
    Forms forms = new Forms(seeds);
    List<Callable<Void>> actors = new ArrayList<>();
    actors.add(new Weather(licrus, seeds, shift));
    actors.add(new Weather(moka, seeds, shift));
    for (int i = 1; i <= plan.httpSenders(); i++) {
      actors.add(new HttpSender("h" + i, door, forms, seeds, journal, findings, shift));
    }
    for (int i = 1; i <= plan.fileSenders(); i++) {
      actors.add(new FileSender("f" + i, command.data(), forms, seeds, journal, shift));
    }
    return actors;
  }

  /** Lets the last relay live as long as any, lets all end in calm, then looks at everything. */
  private LeftBehind account(
      RelayCommand command, Door door, List<Future<Void>> running, Partner licrus, Partner moka)
      throws Exception {
    Audit audit = new Audit(journal, book, findings, command.data(), logs, TIMEOUT_MS);
    PackagedRelay relay = command.open();
    try {
      shift.loads(plan.longestLifeMs());
      shift.endLoad();
      for (Future<Void> each : running) {
        each.get(plan.patience().toSeconds(), TimeUnit.SECONDS);
      }
      licrus.under(Sky.CALM);
      moka.under(Sky.CALM);
      progress.accept("calm: waiting until all has ended");
      awaitEnd(command);
      audit.whileItRuns(door);
      relay.terminate();
      if (relay.exitCode() != 0) {
        findings.broken("", "it ended on the last SIGTERM with " + relay.exitCode());
      }
    } finally {
      relay.kill();
    }
    progress.accept("the partners were asked: " + book.tally());
    return audit.afterItsEnd();
  }

  private void awaitEnd(RelayCommand command) {
    try {
      await()
          .atMost(plan.patience())
          .pollInterval(Duration.ofMillis(250))
          .until(
              () ->
                  command.data().files("inbox").isEmpty()
                      && LeftBehind.unfinished(command.data()) == 0);
    } catch (ConditionTimeoutException e) {
      findings.broken("", "not everything has ended within " + plan.patience());
    }
  }
}
