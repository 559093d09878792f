package io.formrelay.ledger;

import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Remembers that a ledger is damaged. Damage does not go away: what was found once holds until the
 * relay is started anew, whatever can still be read. Safe for use by many threads.
 */
final class Condition {

  private static final Logger LOG = LoggerFactory.getLogger(Condition.class);

  private volatile String damage;

  /** Notes damage; what is found first is kept and said. */
  synchronized void damaged(String found) {
    if (damage == null) {
      damage = found;
      LOG.error("{}; nothing is accepted or sent any more", found);
    }
  }

  /** What was found; empty where the ledger is whole as far as is known. */
  Optional<String> damage() {
    return Optional.ofNullable(damage);
  }
}
