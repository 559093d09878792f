package io.formrelay.chaos;

import io.formrelay.packaged.PackagedRelay;
import io.formrelay.packaged.RelayCommand;
import java.time.Clock;
import java.time.Duration;
import java.util.function.Consumer;
import java.util.random.RandomGenerator;

/**
 * Starts the relay and kills it, again and again: a quarter of the times while it starts, else some
 * time after its doors have opened. In between it is asked to end, which it must do in order.
 */
final class KillLoop {

  /** Before every so many kills one polite end. */
  private static final int POLITE_EVERY = 7;

  private final RelayCommand command;
  private final int kills;
  private final int longestLifeMs;
  private final Book book;
  private final Findings findings;
  private final Clock clock;
  private final Consumer<String> progress;
  private final RandomGenerator random;

  KillLoop(
      RelayCommand command,
      int kills,
      int longestLifeMs,
      Seeds seeds,
      Book book,
      Findings findings,
      Clock clock,
      Consumer<String> progress) {
    this.command = command;
    this.kills = kills;
    this.longestLifeMs = longestLifeMs;
    this.book = book;
    this.findings = findings;
    this.clock = clock;
    this.progress = progress;
    this.random = seeds.of("kills");
  }

  /** Kills it as often as was asked. */
  void run() {
    for (int kill = 1; kill <= kills; kill++) {
      if (kill % POLITE_EVERY == 3) {
        end();
      }
      boolean early = random.nextInt(4) == 0;
      int life = early ? random.nextInt(2_500) : lifetime();
      PackagedRelay relay = early ? command.start() : command.open();
      endedByItself(relay, life);
      relay.kill();
      book.killed(clock.instant());
      progress.accept(
          "kill %d of %d, %d ms after %s"
              .formatted(kill, kills, life, early ? "start" : "opening"));
    }
  }

  /** Half of the lives are short, because much happens in the first moments. */
  private int lifetime() {
    return random.nextInt(random.nextBoolean() ? longestLifeMs / 6 : longestLifeMs);
  }

  private void end() {
    PackagedRelay relay = command.open();
    if (!endedByItself(relay, lifetime())) {
      relay.terminate();
      if (!relay.endsWithin(Duration.ofSeconds(30))) {
        findings.broken("", "it still ran 30 s after SIGTERM");
        relay.kill();
        book.killed(clock.instant());
      } else if (relay.exitCode() != 0) {
        findings.broken("", "it ended on SIGTERM with " + relay.exitCode());
      }
      progress.accept("SIGTERM");
    }
  }

  private boolean endedByItself(PackagedRelay relay, int life) {
    boolean ended = relay.endsWithin(Duration.ofMillis(life));
    if (ended) {
      findings.broken("", "it ended by itself: " + relay.exitCode());
    }
    return ended;
  }
}
