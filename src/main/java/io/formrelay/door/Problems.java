package io.formrelay.door;

import io.formrelay.delivery.ConflictException;
import io.formrelay.ledger.LedgerException;
import io.formrelay.submission.AcceptLanguage;
import io.formrelay.submission.InvalidSubmissionException;
import io.formrelay.submission.UnreadableSubmissionException;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.apache.camel.Exchange;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Says in HTTP's terms what went wrong with a call. */
public final class Problems {

  private static final Logger LOG = LoggerFactory.getLogger(Problems.class);

  /**
   * The answer to what a step has thrown.
   *
   * @param exchange the call
   * @param thrown what went wrong
   */
  public Problem of(Exchange exchange, Exception thrown) {
    if (thrown instanceof Problem problem) {
      return problem;
    }
    Locale language = new AcceptLanguage().locale(HttpRequests.header(exchange, "Accept-Language"));
    if (thrown instanceof UnreadableSubmissionException unreadable) {
      return new Problem(400, unreadable.message(language));
    }
    if (thrown instanceof InvalidSubmissionException invalid) {
      return Problem.wrongFields(invalid.errors(language), language);
    }
    if (thrown instanceof ConflictException) {
      return new Problem(409, "This key stands for a submission with other content already.");
    }
    if (thrown instanceof LedgerException) {
      return new Problem(
          503,
          "The ledger is away: nothing can be made durable or looked up now; try again later.",
          List.of(),
          Map.of("Retry-After", "5"));
    }
    LOG.error("a call at the HTTP door failed", thrown);
    return new Problem(500, "The relay failed; its log says why.");
  }
}
