package io.formrelay.command;

import io.formrelay.operations.Settings;
import java.util.function.Predicate;

/** Which targets may be sent the same twice. */
record Repeatable(Settings settings) implements Predicate<String> {

  @Override
  public boolean test(String target) {
    return target.equals("moka");
  }
}
