package io.formrelay.running;

import java.util.Map;

/** On SQLite. */
class DuplicatesTest extends DuplicatePromises {

  @Override
  Map<String, String> store() {
    return Map.of();
  }
}
