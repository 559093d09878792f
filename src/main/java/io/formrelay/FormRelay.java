package io.formrelay;

import io.formrelay.command.Commands;
import io.formrelay.operations.LogConfiguration;
import io.formrelay.operations.Relay;
import io.formrelay.operations.SerialFilter;
import io.formrelay.operations.StartFailure;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.LoggerFactory;

/**
 * The program: {@code java -jar formrelay.jar} in the folder that holds {@code config/} and {@code
 * routes/}; with a command behind it, that command alone.
 *
 * <p>Exit codes: 0 after SIGTERM or SIGINT, 2 where a setting is missing or makes no sense, 1 where
 * it could not start for another reason.
 */
public final class FormRelay {

  /** What a start may still take once it is told to end; what is left is for the end. */
  private static final long LONGEST_START_SECONDS = 8;

  /** From the signal to the exit, whatever hangs. */
  private static final long LONGEST_END_SECONDS = 28;

  private FormRelay() {}

  /** Runs until it is told to end, or carries out the one command that it is given. */
  public static void main(String[] args) {
    // Vert.x lower-cases header names in this locale when a caller upgrades to HTTP/2: in a Turkish
    // one X-API-Key would come in under another name.
    Locale.setDefault(Locale.ROOT);
    new SerialFilter().install();
    if (args.length > 0) {
      LogConfiguration.quiet();
      PrintWriter out = new PrintWriter(System.out, true, StandardCharsets.UTF_8);
      PrintWriter err = new PrintWriter(System.err, true, StandardCharsets.UTF_8);
      System.exit(Commands.run(out, err, args));
    }
    LogConfiguration.choose();
    Relay relay = new Relay(Map.of());
    CountDownLatch tried = new CountDownLatch(1);
    AtomicBoolean ending = new AtomicBoolean();
    Runtime.getRuntime().addShutdownHook(new Thread(() -> end(relay, tried, ending), "shutdown"));
    try {
      relay.start();
    } catch (Exception e) {
      if (ending.get()) {
        // Told to end while it started: much of what starts refuses to from then on.
        return;
      }
      StartFailure failure = StartFailure.of(e);
      LoggerFactory.getLogger(FormRelay.class).debug("could not start", e);
      // The operator's terminal: this line must come whatever the logging configuration says.
      System.err.println("formrelay: " + failure.line());
      // Camel's threads outlive a failed start.
      Runtime.getRuntime().halt(failure.exitCode());
    } finally {
      tried.countDown();
    }
  }

  /** A relay that is being started cannot be closed in order; one that hangs there is left. */
  private static void end(Relay relay, CountDownLatch tried, AtomicBoolean ending) {
    ending.set(true);
    long until = System.nanoTime() + TimeUnit.SECONDS.toNanos(LONGEST_END_SECONDS);
    try {
      if (tried.await(LONGEST_START_SECONDS, TimeUnit.SECONDS)) {
        Thread closing = new Thread(relay::close, "close");
        closing.setDaemon(true);
        closing.start();
        // What is not done by then is what a crash would leave, and the next start takes it up.
        closing.join(TimeUnit.NANOSECONDS.toMillis(until - System.nanoTime()));
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    // Without this the exit code would be that of the signal.
    Runtime.getRuntime().halt(0);
  }
}
