package io.formrelay.door;

import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import java.util.HashSet;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * The pages whose browsers may call without a key, and what the answers tell browsers (CORS): the
 * one origin that asked, never {@code *}, and never that credentials may come along.
 */
final class Origins {

  private static final Pattern LOCAL =
      Pattern.compile("https?://(localhost|127[.0-9]+|\\[::1])(:[0-9]+)?");

  private final Set<String> listed;
  private final boolean self;

  Origins(Iterable<String> origins) {
    Set<String> named = new HashSet<>();
    origins.forEach(named::add);
    this.self = named.remove(BrowserSettings.SELF);
    this.listed = Set.copyOf(named);
  }

  boolean isEmpty() {
    return listed.isEmpty() && !self;
  }

  /** Whether a page of this origin may call. */
  boolean allows(String origin, HttpServerRequest request) {
    return listed.contains(origin) || self && isOwn(origin, request);
  }

  /**
   * Whether a page may post to the relay's own forms: one of the relay's own, or a listed one.
   *
   * @param local whether the relay is open to its own machine alone. Then its own pages have a name
   *     of that machine: another site's name may have been made to lead here for this one call.
   */
  boolean allowsOwn(String origin, HttpServerRequest request, boolean local) {
    if (listed.contains(origin)) {
      return true;
    }
    return local
        ? isOwn(origin, request) && LOCAL.matcher(origin).matches()
        : isOwn(origin, request) || isSameOrigin(request);
  }

  /** An allowed origin as it is listed: of the relay's own pages the caller says what it likes. */
  String listed(String origin) {
    return origin != null && listed.contains(origin) ? origin : BrowserSettings.SELF;
  }

  /** A page's own script gets no Origin sent along where it only reads from where it came from. */
  boolean isOwnReading(HttpServerRequest request) {
    return self && isSameOrigin(request);
  }

  /** What no page can make its browser say. */
  private static boolean isSameOrigin(HttpServerRequest request) {
    return "same-origin".equals(request.getHeader("Sec-Fetch-Site"));
  }

  /** Tells the browser that the page may read this answer. */
  void tell(HttpServerRequest request) {
    String origin = request.getHeader("Origin");
    HttpServerResponse response = request.response();
    if (!isEmpty()) {
      response.putHeader("Vary", "Origin");
    }
    if (origin != null && listed.contains(origin)) {
      response.putHeader("Access-Control-Allow-Origin", origin);
      response.putHeader(
          "Access-Control-Expose-Headers", "Location, Preference-Applied, Retry-After");
    }
  }

  /** Answers what a browser asks before it lets a page of another origin post. */
  void answerPreflight(HttpServerRequest request) {
    request
        .response()
        .setStatusCode(204)
        .putHeader("Access-Control-Allow-Methods", "POST, GET")
        .putHeader(
            "Access-Control-Allow-Headers",
            "Accept-Language, Content-Type, Idempotency-Key, Prefer")
        .putHeader("Access-Control-Max-Age", "600")
        .end();
  }

  /** The scheme is left open: a proxy before the relay may have taken TLS off. */
  private static boolean isOwn(String origin, HttpServerRequest request) {
    String host = request.getHeader("Host");
    int authority = origin.indexOf("://") + 3;
    return host != null
        && authority >= 3
        && origin
            .substring(authority)
            .toLowerCase(Locale.ROOT)
            .equals(host.toLowerCase(Locale.ROOT));
  }
}
