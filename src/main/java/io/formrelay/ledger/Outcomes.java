package io.formrelay.ledger;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;

/** What a transaction will have to tell once it is durable, and nobody hears of before. */
final class Outcomes {

  private final List<Runnable> completions = new ArrayList<>();
  private final List<Claimed> claimed = new ArrayList<>();
  private final Set<String> due = new LinkedHashSet<>();

  /** Notes what a change came to. */
  <T> void add(CompletableFuture<T> done, T value) {
    completions.add(() -> done.complete(value));
  }

  /** Notes that a delivery is handed out. */
  void add(Claimed delivery) {
    claimed.add(delivery);
  }

  /** What is handed out. */
  List<Claimed> claimed() {
    return claimed;
  }

  /** Notes that a target has work, now or at a time that was set. */
  void due(String target) {
    due.add(target);
  }

  /** Completes the changes, then names each target that has work. */
  void announce(Consumer<String> listeners) {
    completions.forEach(Runnable::run);
    due.forEach(listeners);
  }
}
