package io.formrelay.door;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.formrelay.delivery.Targets;
import io.formrelay.ledger.Replay;
import io.formrelay.submission.ReadSubmission;
import io.formrelay.submission.Submission;
import io.formrelay.submission.Submission.Destination;
import io.formrelay.submission.SubmissionIds;
import java.time.Clock;
import java.util.List;
import java.util.Locale;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The third step of accepting: gives a submission its id, its key and the order keys of its
 * deliveries. The body becomes the {@link Submission} to enter, or the {@link Replay} that a
 * receipt in the inbox asks for.
 *
 * <p>The sender's own SubmissionId is the id, and the same id again is a repeat. Beside it the HTTP
 * call's Idempotency-Key makes another arrival a repeat, and in the inbox, where there is no
 * SubmissionId, the place in the file.
 */
public final class Identify implements Processor {

  private static final Logger LOG = LoggerFactory.getLogger(Identify.class);

  private final SubmissionIds ids;
  private final Targets targets;
  private final Clock clock;

  /** Names submissions for these targets. */
  public Identify(SubmissionIds ids, Targets targets, Clock clock) {
    this.ids = ids;
    this.targets = targets;
    this.clock = clock;
  }

  @Override
  public void process(Exchange exchange) {
    ReadSubmission read = exchange.getMessage().getBody(ReadSubmission.class);
    String source = exchange.getProperty(AcceptExchange.SOURCE, String.class);
    ReceiptReference receipt = exchange.getProperty(AcceptExchange.RECEIPT, ReceiptReference.class);
    String place = exchange.getProperty(AcceptExchange.KEY, String.class);
    exchange.setProperty(AcceptExchange.TARGETS, read.targets());
    if (receipt != null) {
      exchange.getMessage().setBody(replay(read, receipt, place, source));
      return;
    }
    String id = read.submissionId() != null ? read.submissionId() : ids.next();
    read.warnings()
        .forEach(
            warning ->
                LOG.warn(
                    "id={} {}: {}", id, warning.field(), warning.in(Locale.ENGLISH).message()));
    String released = exchange.getProperty(AcceptExchange.RELEASED, String.class);
    exchange
        .getMessage()
        .setBody(
            released != null
                ? submission(unnamed(read), id, released, source)
                : submission(read, id, key(exchange, read, source, place), source));
  }

  /** As it came in at first: its sender gave no id. */
  private static ReadSubmission unnamed(ReadSubmission read) {
    return new ReadSubmission(
        read.fields(), read.targets(), null, read.fingerprint(), read.warnings());
  }

  /**
   * An Idempotency-Key is one sender's and must not meet the ids of another; those of browsers
   * stand apart, so that nobody takes the key of a caller with a key before that one does.
   */
  private static String key(Exchange exchange, ReadSubmission read, String source, String place) {
    if (!source.startsWith("inbox/")) {
      boolean browser = exchange.getProperty(AcceptExchange.BROWSER) != null;
      return place == null ? null : (browser ? "browser:" : "") + source + ":" + place;
    }
    return read.submissionId() == null ? place : null;
  }

  private Replay replay(
      ReadSubmission read, ReceiptReference receipt, String place, String source) {
    return new Replay(
        receipt.id(),
        receipt.target(),
        read.fields().toString(),
        orderKey(receipt.target(), read.fields()),
        place,
        submission(read, receipt.id(), place, source));
  }

  private Submission submission(ReadSubmission read, String id, String key, String source) {
    List<Destination> destinations =
        read.targets().stream()
            .map(target -> new Destination(target, orderKey(target, read.fields())))
            .toList();
    String fingerprint =
        read.submissionId() == null
            ? read.fingerprint()
            : read.fingerprint() + " " + read.submissionId();
    return new Submission(
        id, key, fingerprint, source, clock.instant(), destinations, read.fields());
  }

  private String orderKey(String target, ObjectNode fields) {
    return targets.get(target).settings().orderKey().stream()
        .filter(fields::has)
        .findFirst()
        .map(field -> field + "=" + fields.get(field).asText())
        .orElse(null);
  }
}
