package io.formrelay.notice;

/** A way by which notices go out. */
public enum Way {
  /** A POST of JSON. */
  WEBHOOK,
  /** An e-mail. */
  EMAIL
}
