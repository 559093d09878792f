package io.formrelay.door;

import io.vertx.core.http.HttpServerRequest;
import java.util.Set;

/**
 * The pages that the relay itself serves to everybody: who calls them shows no key.
 *
 * @param forms the paths at which forms are shown and posted, such as {@code /}
 * @param below what every other path of the pages begins with, such as {@code /form/}
 */
public record OwnPages(Set<String> forms, String below) {

  /** Copies the set. */
  public OwnPages {
    forms = Set.copyOf(forms);
  }

  /** Where the relay serves no pages. */
  public static OwnPages none() {
    return new OwnPages(Set.of(), "/");
  }

  /** Whether a call is for one of them, or for what they load. */
  boolean serve(HttpServerRequest request) {
    return isForm(request) || !forms.isEmpty() && Doorkeeper.path(request).startsWith(below);
  }

  /** Whether a call is for a form. */
  boolean isForm(HttpServerRequest request) {
    return forms.contains(Doorkeeper.path(request));
  }
}
