package io.formrelay.partner;

/**
 * Something that was computed for a request and that nobody else may see, left as an exchange
 * property: should the partner's answer repeat it, it is masked before anything is kept.
 */
public interface Secret {

  /** What must not be seen. */
  String reveal();
}
