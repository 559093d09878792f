package io.formrelay.form;

import io.formrelay.door.OwnPages;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.stream.Collectors;

/** The pages of the form. */
public enum Page {
  /** A customer's request to have a device put into service. */
  SERVICE_CALL("service-call", "/", "licrus", false),
  /** What a dealer knows about a customer. */
  CUSTOMER_UPDATE("customer-update", "/dealer", "moka", true);

  private final String text;
  private final String path;
  private final String target;
  private final boolean closed;

  Page(String text, String path, String target, boolean closed) {
    this.text = text;
    this.path = path;
    this.target = target;
    this.closed = closed;
  }

  /** The name in {@code fields.yaml} and in the keys of the words. */
  public String text() {
    return text;
  }

  /** Where it is served and posted to. */
  public String path() {
    return path;
  }

  /** The partner that its submissions go to. */
  public String target() {
    return target;
  }

  /** Whether it asks for the key of the HTTP door. */
  public boolean closed() {
    return closed;
  }

  /**
   * The page of a name.
   *
   * @throws IllegalArgumentException where there is no such page
   */
  public static Page of(String text) {
    return Arrays.stream(values())
        .filter(page -> page.text.equals(text))
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException("there is no page " + text));
  }

  /** What the pages are to the door: everybody may call them. */
  public static OwnPages own() {
    return new OwnPages(
        Arrays.stream(values()).map(Page::path).collect(Collectors.toSet()), "/form/");
  }

  /** The page whose submissions go to exactly these targets; the first page where there is none. */
  static Page ofTargets(Collection<String> targets) {
    return Arrays.stream(values())
        .filter(page -> List.of(page.target).equals(List.copyOf(targets)))
        .findFirst()
        .orElse(SERVICE_CALL);
  }
}
