package io.formrelay.submission;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** Finds out which partner systems a submission goes to: those it names, else those it implies. */
final class TargetResolver {

  private final SubmissionSchema schema;
  private final KnownTargets known;
  private final NearestName nearest;
  private final Field addressee;

  TargetResolver(SubmissionSchema schema, KnownTargets known) {
    this.schema = schema;
    this.known = known;
    nearest =
        new NearestName(
            Stream.of(known.enabled(), known.disabled()).flatMap(List::stream).toList());
    addressee =
        schema.fields().stream()
            .filter(field -> field.kind() == Kind.TARGETS)
            .findFirst()
            .orElseThrow(() -> new IllegalArgumentException("no field is of x-kind targets"));
  }

  /**
   * The targets of a submission.
   *
   * @param names known targets, in the order they were named or in the schema's
   * @param problems why others were left out, or why there are none
   */
  record Targets(List<String> names, List<Problem> problems) {}

  /** The name of the field that names targets. */
  String field() {
    return addressee.name();
  }

  Targets resolve(ObjectNode fields) {
    JsonNode given = fields.get(addressee.name());
    Targets targets = new Targets(new ArrayList<>(), new ArrayList<>());
    if (given != null && !isListOfTexts(given)) {
      targets.problems().add(problem("type.targets", "", addressee.example()));
      return targets;
    }
    Set<String> wanted = given == null ? implied(fields) : named(given);
    if (wanted.isEmpty()) {
      targets.problems().add(problem("target.none", String.join(", ", known.enabled())));
    }
    for (String name : wanted) {
      if (known.enabled().contains(name)) {
        targets.names().add(name);
      } else if (known.disabled().contains(name)) {
        targets.problems().add(problem("target.disabled", name));
      } else {
        targets.problems().add(problem("target.unknown", nearest.to(name)));
      }
    }
    return targets;
  }

  private Set<String> implied(ObjectNode fields) {
    Set<String> wanted = new LinkedHashSet<>();
    for (Field field : schema.fields()) {
      if (field.target() != null && fields.has(field.name())) {
        wanted.add(field.target());
      }
    }
    return wanted;
  }

  private static Set<String> named(JsonNode given) {
    Set<String> wanted = new LinkedHashSet<>();
    given.forEach(name -> wanted.add(name.textValue()));
    return wanted;
  }

  private static boolean isListOfTexts(JsonNode given) {
    for (JsonNode name : given) {
      if (!name.isTextual()) {
        return false;
      }
    }
    return given.isArray();
  }

  private Problem problem(String key, String... details) {
    return new Problem(addressee.name(), key, details);
  }
}
