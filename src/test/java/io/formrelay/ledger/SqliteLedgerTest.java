package io.formrelay.ledger;

import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;

class SqliteLedgerTest extends LedgerConformance {

  @TempDir Path folder;

  @Override
  public LedgerSettings settings(String relayId) {
    return new LedgerSettings(
        "jdbc:sqlite:" + folder.resolve("data/ledger.db"), null, null, relayId);
  }
}
