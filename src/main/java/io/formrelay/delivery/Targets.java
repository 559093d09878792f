package io.formrelay.delivery;

import java.util.Collection;
import java.util.Map;
import java.util.TreeMap;

/** Every partner system that the configuration names, by its name. */
public final class Targets {

  private final Map<String, Target> byName = new TreeMap<>();

  /** Holds these targets. */
  public Targets(Collection<Target> targets) {
    targets.forEach(target -> byName.put(target.settings().name(), target));
  }

  /**
   * The target of a name.
   *
   * @throws IllegalArgumentException where the configuration names no such target
   */
  public Target get(String name) {
    Target target = byName.get(name);
    if (target == null) {
      throw new IllegalArgumentException(
          "there is no target " + name + "; known: " + byName.keySet());
    }
    return target;
  }

  /** All of them, in the order of their names. */
  public Collection<Target> all() {
    return byName.values();
  }

  /** Whether there is a target of this name, and it takes deliveries. */
  public boolean takes(String name) {
    return all().stream()
        .anyMatch(each -> each.settings().name().equals(name) && each.settings().enabled());
  }
}
