package io.formrelay.watching;

import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.net.HostAndPort;
import io.vertx.ext.web.RoutingContext;
import io.vertx.ext.web.handler.AuthenticationHandler;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Locale;
import java.util.Set;

/**
 * Stands before everything on the management port.
 *
 * <p>Where there is a key, every call shows it, or the token of this run, as {@code Authorization:
 * Bearer <key>}. Where there is none the port is the loopback's, and the call must name it by a
 * loopback name: a web site whose name was made to lead here does not. Then numbers are shown to
 * everybody on this machine, and a page that shows or does more asks {@link #isKnown}. A call that
 * a page of another site makes is refused either way, so that no browser on this machine can be
 * used by a stranger; a preflight is never answered.
 *
 * <p>The files of the operators' page below {@code /ops} hold no data and are got without a key: it
 * is there that a person types it in.
 */
public final class Guard implements AuthenticationHandler {

  private static final Set<String> LOOPBACK = Set.of("localhost", "127.0.0.1", "[::1]", "::1");
  private static final String BEARER = "bearer ";
  private static final String KNOWN = "formrelay.known";
  private static final String PAGE = "/ops";

  private final byte[] key;
  private final byte[] token;

  /**
   * Guards a port.
   *
   * @param key the key that every call shows; blank for a port of the loopback
   * @param token what is as good as the key while this relay runs
   */
  Guard(String key, String token) {
    this.key = key.isBlank() ? null : digest(key);
    this.token = digest(token);
  }

  /** Whether a call has shown the key or the token. */
  public static boolean isKnown(RoutingContext call) {
    return Boolean.TRUE.equals(call.get(KNOWN));
  }

  @Override
  public void handle(RoutingContext call) {
    HttpServerRequest request = call.request();
    call.response()
        .putHeader("Cache-Control", "no-store")
        .putHeader("X-Content-Type-Options", "nosniff");
    if (key == null && !isLoopback(request)) {
      refuse(call, 403, "The management port is called by a name of the loopback.");
      return;
    }
    if (isOfAnotherSite(request)) {
      refuse(call, 403, "The management port answers no page of another site.");
      return;
    }
    boolean known = shows(request);
    if (key != null && !known && !isOfThePage(call)) {
      call.response().putHeader("WWW-Authenticate", "Bearer");
      refuse(call, 401, "The call carries no key, or a wrong one.");
    } else {
      call.put(KNOWN, known);
      call.next();
    }
  }

  private static boolean isOfThePage(RoutingContext call) {
    HttpMethod method = call.request().method();
    String path = call.normalizedPath();
    return (method.equals(HttpMethod.GET) || method.equals(HttpMethod.HEAD))
        && (path.equals(PAGE) || path.startsWith(PAGE + "/"));
  }

  private static boolean isLoopback(HttpServerRequest request) {
    HostAndPort called = request.authority();
    return called != null && LOOPBACK.contains(called.host().toLowerCase(Locale.ROOT));
  }

  /** As an address names it; a caller by HTTP/2 sends no Host. */
  private static String authority(HttpServerRequest request) {
    HostAndPort called = request.authority();
    return called == null ? "" : called.host() + (called.port() < 0 ? "" : ":" + called.port());
  }

  private static boolean isOfAnotherSite(HttpServerRequest request) {
    String fetched = request.getHeader("Sec-Fetch-Site");
    return (fetched != null && !fetched.equals("same-origin") && !fetched.equals("none"))
        || isOther(request, "Origin")
        || isOther(request, "Referer");
  }

  private static boolean isOther(HttpServerRequest request, String header) {
    String from = request.getHeader(header);
    if (from == null) {
      return false;
    }
    try {
      String authority = new URI(from).getRawAuthority();
      return authority == null || !authority.equalsIgnoreCase(authority(request));
    } catch (URISyntaxException e) {
      return true;
    }
  }

  private boolean shows(HttpServerRequest request) {
    String shown = request.getHeader("Authorization");
    if (shown == null || !shown.regionMatches(true, 0, BEARER, 0, BEARER.length())) {
      return false;
    }
    byte[] digest = digest(shown.substring(BEARER.length()).strip());
    boolean isToken = MessageDigest.isEqual(token, digest);
    return (key != null && MessageDigest.isEqual(key, digest)) || isToken;
  }

  private static void refuse(RoutingContext call, int status, String why) {
    call.response()
        .setStatusCode(status)
        .putHeader("Content-Type", "text/plain; charset=utf-8")
        .end(why + "\n");
  }

  private static byte[] digest(String text) {
    try {
      return MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
