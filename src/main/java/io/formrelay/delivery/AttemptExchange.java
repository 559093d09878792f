package io.formrelay.delivery;

/** The exchange properties that accompany a delivery along its route. */
public final class AttemptExchange {

  /** The {@link io.formrelay.ledger.Delivery} under way. */
  public static final String DELIVERY = "delivery";

  /** When the attempt began, an {@link java.time.Instant}. */
  public static final String BEGAN = "began";

  /** {@link Boolean#TRUE} from the moment in which the request may have reached the partner. */
  public static final String REQUEST_LEFT = "requestLeft";

  /** The {@link Signal} that the attempt brought. */
  public static final String SIGNAL = "signal";

  /** The name of the outcome route: {@code success}, {@code retry} or {@code dead-letter}. */
  public static final String ROUTE = "route";

  /** {@link Boolean#TRUE} once the ledger has written the outcome down. */
  public static final String SETTLED = "settled";

  private AttemptExchange() {}
}
