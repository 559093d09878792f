package io.formrelay.door;

import io.formrelay.submission.SubmissionIds;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.impl.HttpUtils;
import java.util.List;
import java.util.Map;

/**
 * Who may come in at the HTTP door: who shows a key, a browser that shows a listed page and posts a
 * form, whoever calls the relay's own pages, and, where no key is configured, whoever is on the
 * relay's own machine and is no page. Its own pages, where no key is configured, are not for
 * callers who come through a proxy.
 *
 * <p>Keys are compared in constant time. A caller without a key is answered 401 whatever was
 * called, so that nothing can be learned without it. A browser may also ask for a submission by an
 * id that the relay made: nobody can guess one.
 */
public final class Doorkeeper {

  /** What proxies add: behind one everybody would be on the relay's own machine. */
  private static final List<String> PROXIED =
      List.of("Forwarded", "X-Forwarded-For", "X-Real-IP", "Via");

  private final ApiKeys keys;
  private final Origins origins;
  private final OwnPages pages;
  private final CallRates rates;
  private final ClientAddress addresses;

  /**
   * Guards the door.
   *
   * @param keys the keys that callers show; none where the door is open to the loopback alone
   * @param perSecond the most calls per second; 0 for as many as come
   * @param keyPerSecond the most calls per second of one key; 0 for as many as come
   * @param browsers which browsers may come without a key
   * @param pages the pages that are open to everybody
   */
  public Doorkeeper(
      List<ApiKey> keys,
      int perSecond,
      int keyPerSecond,
      BrowserSettings browsers,
      OwnPages pages) {
    this.pages = pages;
    this.keys = new ApiKeys(keys);
    this.origins = new Origins(browsers.origins());
    this.rates = new CallRates(perSecond, keyPerSecond, browsers.rate());
    this.addresses = new ClientAddress(browsers.trustedProxies());
  }

  Origins origins() {
    return origins;
  }

  OwnPages pages() {
    return pages;
  }

  /**
   * Whether what somebody typed into a page is a key; any is where none is configured.
   *
   * @throws Problem 429 after some wrong ones from the same address
   */
  public boolean isKey(String typed, HttpServerRequest request) {
    if (keys.isEmpty()) {
      return true;
    }
    String address = addresses.of(request);
    rates.spendGuess(address);
    boolean known = keys.named(typed.strip()).isPresent();
    if (known) {
      rates.giveBackGuess(address);
    }
    return known;
  }

  /**
   * Lets a call in.
   *
   * @throws Problem 401 without a key, 403 from a page that is not listed, 429 where calls come too
   *     often
   */
  Caller check(HttpServerRequest request) {
    if (pages.serve(request)) {
      return visitor(request);
    }
    String key = keys.shown(request).orElse(null);
    if (key != null) {
      rates.spend(key);
      return Caller.withKey(key);
    }
    String origin = request.getHeader("Origin");
    if (origin != null && !origins.allows(origin, request)) {
      throw new Problem(403, "Pages of this origin may not call without a key.");
    }
    if (isForm(origin, request)) {
      rates.spendForm(addresses.of(request));
      return Caller.browser(origins.listed(origin));
    }
    if (isPreflight(request) || isReading(origin, request)) {
      rates.spendForAll();
      return Caller.browser(origins.listed(origin));
    }
    if (!keys.isEmpty()) {
      throw new Problem(
          401,
          "The call carries no key, or a wrong one.",
          List.of(),
          Map.of("WWW-Authenticate", "Bearer"));
    }
    if (origin != null) {
      throw new Problem(403, "No key is configured, and this call comes from a page.");
    }
    rates.spend(null);
    return Caller.local();
  }

  /** The path as the router compares it: what it takes for the same must be the same here. */
  static String path(HttpServerRequest request) {
    String path = HttpUtils.normalizePath(request.path());
    return path.length() > 1 && path.endsWith("/") ? path.substring(0, path.length() - 1) : path;
  }

  private static void refuseProxied(HttpServerRequest request) {
    if (PROXIED.stream().anyMatch(request.headers()::contains)) {
      throw new Problem(403, "No key is configured, and this call comes through a proxy.");
    }
  }

  /** One who looks at the relay's own pages, or posts what they were filled in with. */
  private Caller visitor(HttpServerRequest request) {
    String origin = request.getHeader("Origin");
    boolean posts = request.method().equals(HttpMethod.POST);
    if (posts && origin != null && !origins.allowsOwn(origin, request, keys.isEmpty())) {
      throw new Problem(403, "Pages of this origin may not post this form.");
    }
    if (keys.isEmpty()) {
      refuseProxied(request);
    }
    if (posts && pages.isForm(request)) {
      rates.spendForm(addresses.of(request));
    } else {
      rates.spendForAll();
    }
    return Caller.browser(origins.listed(origin));
  }

  static boolean isPreflight(HttpServerRequest request) {
    return request.headers().contains("Origin")
        && request.method().equals(HttpMethod.OPTIONS)
        && path(request).equals(Arrivals.SUBMISSIONS)
        && request.headers().contains("Access-Control-Request-Method");
  }

  private static boolean isForm(String origin, HttpServerRequest request) {
    return origin != null
        && request.method().equals(HttpMethod.POST)
        && path(request).equals(Arrivals.SUBMISSIONS);
  }

  private boolean isReading(String origin, HttpServerRequest request) {
    String path = path(request);
    return request.method().equals(HttpMethod.GET)
        && (origin != null || origins.isOwnReading(request))
        && path.startsWith(Arrivals.SUBMISSIONS + "/")
        && SubmissionIds.isMade(path.substring(Arrivals.SUBMISSIONS.length() + 1));
  }
}
