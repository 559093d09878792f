package io.formrelay.door;

import java.util.LinkedHashMap;
import java.util.Map;

/** What is remembered of files by name: of many at most, the oldest forgotten first. */
final class Memory<T> {

  private static final int MOST = 10_000;

  private final Map<String, T> entries =
      new LinkedHashMap<>() {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, T> eldest) {
          return size() > MOST;
        }
      };

  /** What is remembered, or null. */
  synchronized T of(String name) {
    return entries.get(name);
  }

  /** Remembers, and returns what was remembered before, or null. */
  synchronized T keep(String name, T entry) {
    return entries.put(name, entry);
  }

  /** Forgets. */
  synchronized void forget(String name) {
    entries.remove(name);
  }
}
