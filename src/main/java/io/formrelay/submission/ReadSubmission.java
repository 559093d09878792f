package io.formrelay.submission;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;

/**
 * A submission that was read, normalised and found valid.
 *
 * @param fields its fields by contract names in the schema's order, derived ones filled in, without
 *     credentials; SubmissionId and Targets are among them only where the sender gave them
 * @param targets the partner systems it goes to, at least one, all enabled
 * @param submissionId the sender's own id; null where none was given
 * @param fingerprint SHA-256 of fields and targets in lower-case hex; it depends neither on
 *     SubmissionId nor on how Targets was spelt
 * @param warnings what looks odd but is accepted
 */
public record ReadSubmission(
    ObjectNode fields,
    List<String> targets,
    String submissionId,
    String fingerprint,
    List<Problem> warnings) {

  /** Copies the lists. */
  public ReadSubmission {
    targets = List.copyOf(targets);
    warnings = List.copyOf(warnings);
  }
}
