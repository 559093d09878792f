package io.formrelay.submission;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.List;

/**
 * One form as the relay keeps it: normalised, valid and identified, ready for the ledger.
 *
 * @param id the relay's number for it, and the sender's own SubmissionId where one was given;
 *     {@code [A-Za-z0-9_-]{1,64}}
 * @param key what, beside the id, makes a second arrival a repeat of this one: the Idempotency-Key,
 *     or the place in an inbox file; null where there is neither
 * @param fingerprint of the normalised fields, the targets and the SubmissionId: the same key or id
 *     with another fingerprint is a conflict
 * @param source where it came in: {@code http}, or {@code inbox/} and the file's name
 * @param receivedAt when it came in, in UTC
 * @param destinations the partner systems it goes to, at least one
 * @param fields the normalised fields by their contract names, derived ones filled in, without any
 *     credentials; never written to after this record was made
 */
public record Submission(
    String id,
    String key,
    String fingerprint,
    String source,
    Instant receivedAt,
    List<Destination> destinations,
    ObjectNode fields) {

  /** Copies the list of destinations. */
  public Submission {
    destinations = List.copyOf(destinations);
  }

  /**
   * One partner system a submission goes to.
   *
   * @param target the partner's name, as in {@code licrus}
   * @param orderKey deliveries to one target that share this key never overtake each other; null
   *     where order does not matter
   */
  public record Destination(String target, String orderKey) {}
}
