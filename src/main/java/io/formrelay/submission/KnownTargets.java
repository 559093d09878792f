package io.formrelay.submission;

import java.util.List;

/**
 * The partner systems of this relay.
 *
 * @param enabled the names of those that take submissions, in lower case
 * @param disabled the names of those that are switched off: a submission for one is refused
 */
public record KnownTargets(List<String> enabled, List<String> disabled) {

  /** Copies the lists. */
  public KnownTargets {
    enabled = List.copyOf(enabled);
    disabled = List.copyOf(disabled);
  }
}
