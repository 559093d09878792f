package io.formrelay.command;

import io.formrelay.operations.Settings;
import java.util.function.Predicate;

/** Which targets may be sent the same twice; one that the settings do not know may not. */
record Repeatable(Settings settings) implements Predicate<String> {

  @Override
  public boolean test(String target) {
    return settings.targets().stream()
        .anyMatch(each -> each.name().equals(target) && each.repeatable());
  }
}
