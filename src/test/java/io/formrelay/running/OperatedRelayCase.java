package io.formrelay.running;

import java.nio.file.Path;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;

/** Tests that share one {@link OperatedRelay}. */
abstract class OperatedRelayCase {

  static final String NOT_FOUND = "DealerCustomer.UpdateCustomer.DealerCustomerNotFound";
  static final String LETTERS = "/operations/dead-letters";

  @TempDir static Path data;
  @AutoClose static OperatedRelay operated;
  static RunningRelay relay;
  static Management operator;

  @BeforeAll
  static void start() throws Exception {
    operated = OperatedRelay.start(data);
    relay = operated.relay();
    operator = operated.operator();
  }
}
