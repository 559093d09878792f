package io.formrelay.door;

/**
 * Who calls at the HTTP door.
 *
 * @param key the name of the key that was shown; null where none was
 * @param origin the origin of the page that calls without a key; null where no browser does
 */
record Caller(String key, String origin) {

  /** One that showed the key of this name. */
  static Caller withKey(String name) {
    return new Caller(name, null);
  }

  /** One on the relay's own machine, where no key is configured. */
  static Caller local() {
    return new Caller(null, null);
  }

  /** A browser that shows a page of this origin. */
  static Caller browser(String origin) {
    return new Caller(null, origin);
  }

  boolean isBrowser() {
    return origin != null;
  }
}
