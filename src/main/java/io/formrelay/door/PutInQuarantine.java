package io.formrelay.door;

import io.formrelay.ledger.Entry;
import io.formrelay.submission.Submission;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The last step for a form that looks like spam: it is kept apart, and its sender is answered as if
 * it had been accepted.
 */
public final class PutInQuarantine implements Processor {

  private static final Logger LOG = LoggerFactory.getLogger(PutInQuarantine.class);

  private final Quarantine quarantine;
  private final Consumer<String> count;

  /**
   * Keeps what it is given.
   *
   * @param quarantine where it is kept
   * @param count is told the reason of each form that is kept
   */
  public PutInQuarantine(Quarantine quarantine, Consumer<String> count) {
    this.quarantine = quarantine;
    this.count = count;
  }

  @Override
  public void process(Exchange exchange) {
    Submission submission = exchange.getMessage().getBody(Submission.class);
    String reason = exchange.getProperty(AcceptExchange.SPAM, String.class);
    String origin = exchange.getProperty(AcceptExchange.BROWSER, String.class);
    try {
      if (quarantine.isFull()) {
        LOG.error("the quarantine is full: release or delete what is in it");
        throw later();
      }
      quarantine.keep(submission, reason, origin);
    } catch (IOException e) {
      LOG.error("id={} cannot be put in quarantine: {}", submission.id(), e.toString());
      throw later();
    }
    count.accept(reason);
    LOG.info("quarantined id={} reason={} origin={}", submission.id(), reason, origin);
    exchange.getMessage().setBody(new Entry(submission.id(), Entry.Kind.ENTERED));
  }

  private static Problem later() {
    return new Problem(
        503, "Nothing can be taken now; try again later.", List.of(), Map.of("Retry-After", "60"));
  }
}
