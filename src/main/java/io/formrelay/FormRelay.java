package io.formrelay;

import io.formrelay.operations.LogConfiguration;
import io.formrelay.operations.Relay;
import io.formrelay.operations.StartFailure;
import java.util.Locale;
import java.util.Map;
import org.slf4j.LoggerFactory;

/**
 * The program: {@code java -jar formrelay.jar} in the folder that holds {@code config/} and {@code
 * routes/}.
 *
 * <p>Exit codes: 0 after SIGTERM or SIGINT, 2 where a setting is missing or makes no sense, 1 where
 * it could not start for another reason.
 */
public final class FormRelay {

  private FormRelay() {}

  /** Runs until it is told to end. */
  public static void main(String[] args) {
    // Vert.x lower-cases header names in this locale when a caller upgrades to HTTP/2: in a Turkish
    // one X-API-Key would come in under another name.
    Locale.setDefault(Locale.ROOT);
    LogConfiguration.choose();
    Relay relay = new Relay(Map.of());
    try {
      relay.start();
    } catch (Exception e) {
      StartFailure failure = StartFailure.of(e);
      LoggerFactory.getLogger(FormRelay.class).debug("could not start", e);
      // The operator's terminal: this line must come whatever the logging configuration says.
      System.err.println("formrelay: " + failure.line());
      // Camel's threads outlive a failed start.
      Runtime.getRuntime().halt(failure.exitCode());
    }
    Runtime.getRuntime().addShutdownHook(new Thread(() -> end(relay), "shutdown"));
  }

  private static void end(Relay relay) {
    relay.close();
    // Without this the exit code would be that of the signal.
    Runtime.getRuntime().halt(0);
  }
}
