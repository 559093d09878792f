package io.formrelay.door;

import io.vertx.core.http.HttpServerRequest;
import java.util.List;
import java.util.Optional;

/** The keys that open the HTTP door, all of them valid at the same time. */
final class ApiKeys {

  private static final String BEARER = "bearer ";

  private final List<ApiKey> keys;

  ApiKeys(List<ApiKey> keys) {
    this.keys = List.copyOf(keys);
  }

  /** Whether there is none, so that the door is open to the loopback alone. */
  boolean isEmpty() {
    return keys.isEmpty();
  }

  /** The name of the key that a call shows in either header; empty where it shows none of them. */
  Optional<String> shown(HttpServerRequest request) {
    if (keys.isEmpty()) {
      return Optional.empty();
    }
    Optional<String> name = Optional.empty();
    String authorization = request.getHeader("Authorization");
    if (authorization != null && authorization.regionMatches(true, 0, BEARER, 0, BEARER.length())) {
      name = named(authorization.substring(BEARER.length()).strip());
    }
    String apiKey = request.getHeader("X-API-Key");
    return name.isPresent() || apiKey == null ? name : named(apiKey.strip());
  }

  /**
   * Compares with every key, so that the time tells nothing of which one was nearly it; empty for
   * none.
   */
  Optional<String> named(String shown) {
    byte[] digest = ApiKey.digest(shown);
    String name = null;
    for (ApiKey key : keys) {
      if (key.matches(digest)) {
        name = key.name();
      }
    }
    return Optional.ofNullable(name);
  }
}
