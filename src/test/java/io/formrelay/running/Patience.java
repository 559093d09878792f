package io.formrelay.running;

import java.time.Duration;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * Has every test wait long for what it awaits: a busy machine may stand still for longer than the
 * ten seconds that Awaitility allows by itself. Found by JUnit, since it stands in {@code
 * META-INF/services}.
 */
public final class Patience implements BeforeAllCallback {

  /** What takes longer on a busy machine has not happened. */
  private static final Duration LONGEST = Duration.ofMinutes(3);

  @Override
  public void beforeAll(ExtensionContext context) {
    Awaitility.setDefaultTimeout(LONGEST);
  }
}
