package io.formrelay.submission;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Reads submissions: from what came in to normalised, valid fields and their targets, or to
 * everything that is wrong with them. Safe for use by many threads.
 *
 * <p>Reading what it has read before, as a replayed receipt holds it, gives the same again.
 */
public final class SubmissionReader {

  private final SubmissionSchema schema;
  private final SubmissionParser parser = new SubmissionParser();
  private final Normaliser normaliser;
  private final TargetResolver targets;
  private final FieldDeriver deriver;
  private final Validator validator;
  private final ProblemList problems;
  private final Fingerprint fingerprint;

  /**
   * Makes a reader, compiling the schema once.
   *
   * @param schema what a submission is
   * @param known the partner systems of this relay
   * @param clock tells which dates lie in the future
   * @throws IllegalArgumentException where the schema has unknown keywords or no field of kind
   *     {@code targets}
   */
  public SubmissionReader(SubmissionSchema schema, KnownTargets known, Clock clock) {
    this.schema = schema;
    normaliser = new Normaliser(schema);
    targets = new TargetResolver(schema, known);
    deriver = new FieldDeriver(schema);
    validator = new Validator(schema, clock);
    problems = new ProblemList(schema);
    fingerprint = new Fingerprint(schema);
  }

  /**
   * Reads one submission as JSON text.
   *
   * @param json the whole text, in UTF-8
   * @throws UnreadableSubmissionException where it is not JSON in UTF-8
   * @throws InvalidSubmissionException where it is JSON but not a valid submission
   */
  public ReadSubmission read(byte[] json)
      throws UnreadableSubmissionException, InvalidSubmissionException {
    return read(parser.parse(json));
  }

  /**
   * Reads one submission as a decoded form.
   *
   * @param form the values by their names
   * @throws InvalidSubmissionException where it is not a valid submission
   */
  public ReadSubmission readForm(Map<String, List<String>> form) throws InvalidSubmissionException {
    return read(parser.parseForm(form));
  }

  /**
   * Reads one submission as a JSON value, such as an element of a batch.
   *
   * @param document the value; not changed
   * @throws InvalidSubmissionException where it is not an object or not a valid submission
   */
  public ReadSubmission read(JsonNode document) throws InvalidSubmissionException {
    if (!(document instanceof ObjectNode object)) {
      throw new InvalidSubmissionException(List.of(new Problem("", "not-an-object")));
    }
    Normalised normalised = normaliser.normalise(object);
    ObjectNode fields = normalised.fields();
    TargetResolver.Targets resolved = targets.resolve(fields);
    Set<String> derived = deriver.derive(fields, resolved.names());
    List<Problem> found = new ArrayList<>(normalised.problems());
    found.addAll(resolved.problems());
    if (found.isEmpty() && isWithoutContent(fields)) {
      found.add(new Problem("", "empty"));
    }
    List<Problem> bySchema = new ArrayList<>();
    for (Problem problem : validator.problems(withTargets(fields, resolved.names()))) {
      // What the relay fills in by itself must never make a good submission a bad one.
      if (derived.contains(problem.field())) {
        fields.remove(problem.field());
      } else {
        bySchema.add(problem);
      }
    }
    if (!found.isEmpty() || !bySchema.isEmpty() || !normalised.unknown().isEmpty()) {
      throw new InvalidSubmissionException(problems.gather(found, bySchema, normalised.unknown()));
    }
    return new ReadSubmission(
        schema.ordered(fields),
        resolved.names(),
        submissionId(fields),
        fingerprint.of(fields, resolved.names()),
        warnings(fields));
  }

  private boolean isWithoutContent(ObjectNode fields) {
    for (Map.Entry<String, JsonNode> field : fields.properties()) {
      if (!schema.field(field.getKey()).kind().addressing()) {
        return false;
      }
    }
    return true;
  }

  /** What is checked names the targets it goes to; what is kept names those the sender did. */
  private ObjectNode withTargets(ObjectNode fields, List<String> names) {
    ObjectNode whole = JsonNodeFactory.instance.objectNode();
    whole.setAll(fields);
    whole.remove(targets.field());
    if (!names.isEmpty()) {
      names.forEach(whole.putArray(targets.field())::add);
    }
    return whole;
  }

  private String submissionId(ObjectNode fields) {
    for (Field field : schema.fields()) {
      if (field.kind() == Kind.SUBMISSION_ID && fields.has(field.name())) {
        return fields.get(field.name()).textValue();
      }
    }
    return null;
  }

  private List<Problem> warnings(ObjectNode fields) {
    List<Problem> warnings = new ArrayList<>();
    for (Field field : schema.fields()) {
      if (field.counts() != null && fields.has(field.name()) && fields.has(field.counts())) {
        int length = fields.get(field.counts()).size();
        if (fields.get(field.name()).longValue() != length) {
          String listed = Integer.toString(length);
          warnings.add(new Problem(field.name(), "count", field.counts(), listed));
        }
      }
    }
    return warnings;
  }
}
