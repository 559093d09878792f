package io.formrelay.door;

/** The exchange properties that accompany a submission from a door to the ledger. */
public final class AcceptExchange {

  /** Where the submission came in: {@code http}, {@value #FORM}, or {@code inbox/} and a name. */
  public static final String SOURCE = "source";

  /** The source of what was filled in on one of the relay's own pages. */
  public static final String FORM = "form";

  /** What makes another arrival a repeat of this one; null where every arrival is new work. */
  public static final String KEY = "key";

  /** The receipt that came back to the inbox; null where a submission came in. */
  public static final String RECEIPT = "receipt";

  /** The whole key of a form that was released from the quarantine; null for every other. */
  public static final String RELEASED = "released";

  /** The targets of the submission that was entered, a list of names. */
  public static final String TARGETS = "targets";

  /** The origin of the page whose browser calls without a key; null for every other caller. */
  public static final String BROWSER = "browser";

  /** What a browser's form carries for the door itself, as {@link FormSigns}. */
  public static final String SIGNS = "signs";

  /** Why a browser's form looks like spam, as in {@code honeypot}; null where it does not. */
  public static final String SPAM = "spam";

  private AcceptExchange() {}
}
