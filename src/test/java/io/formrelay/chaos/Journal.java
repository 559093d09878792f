package io.formrelay.chaos;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentLinkedQueue;

/** What the senders know: what they were promised, what they were not, and what they dropped. */
final class Journal {

  /**
   * A form that the relay has taken, as far as its sender knows.
   *
   * @param form what was sent
   * @param ids the ids it was answered with; none where it came in a file
   */
  record Accepted(Form form, Set<String> ids) {}

  /**
   * A file that was dropped.
   *
   * @param name its name
   * @param wrong the bytes of what must be refused, by its place from 1; the whole file by 0
   */
  record Dropped(String name, Map<Integer, String> wrong) {}

  private final Map<String, Accepted> accepted = new LinkedHashMap<>();
  private final Set<String> unanswered = new LinkedHashSet<>();
  private final Set<String> refused = new LinkedHashSet<>();
  private final List<Dropped> dropped = new ArrayList<>();
  private final Queue<Form> again = new ConcurrentLinkedQueue<>();

  /** A form was acknowledged at the HTTP door. */
  synchronized void acknowledged(Form form, String id) {
    unanswered.remove(form.name());
    accepted
        .computeIfAbsent(form.name(), name -> new Accepted(form, new LinkedHashSet<>()))
        .ids()
        .add(id);
  }

  /** A form was sent without a key and never answered: it may have been taken or not. */
  synchronized void unanswered(Form form) {
    unanswered.add(form.name());
  }

  /** A form that must be refused was sent. */
  synchronized void refused(Form form) {
    refused.add(form.name());
  }

  /** A file is going to be dropped: all that is right in it counts as taken once it has gone. */
  synchronized void dropping(Dropped file, List<Form> right) {
    dropped.add(file);
    right.forEach(
        form -> accepted.putIfAbsent(form.name(), new Accepted(form, new LinkedHashSet<>())));
  }

  /** Has a form that was taken at the HTTP door dropped into the folder, too. */
  void sendAgain(Form form) {
    again.add(form);
  }

  /** The next such form; null where there is none. */
  Form toSendAgain() {
    return again.poll();
  }

  synchronized Map<String, Accepted> accepted() {
    return new TreeMap<>(accepted);
  }

  synchronized Set<String> unanswered() {
    return new LinkedHashSet<>(unanswered);
  }

  synchronized Set<String> refused() {
    return new LinkedHashSet<>(refused);
  }

  synchronized List<Dropped> dropped() {
    return List.copyOf(dropped);
  }
}
