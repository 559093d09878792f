package io.formrelay.sandbox;

import java.util.LinkedHashSet;
import java.util.Set;

/**
 * Tells the first of two calls from the second, so that an answer can fail once and then succeed.
 * Remembers no more than it is allowed to; the oldest are forgotten first.
 */
final class Turns {

  private final int most;
  private final Set<String> waiting = new LinkedHashSet<>();

  Turns(int most) {
    this.most = most;
  }

  /** Whether this caller was not waited for; the second call forgets the first. */
  synchronized boolean first(String caller) {
    if (waiting.remove(caller)) {
      return false;
    }
    waiting.add(caller);
    if (waiting.size() > most) {
      waiting.remove(waiting.iterator().next());
    }
    return true;
  }
}
