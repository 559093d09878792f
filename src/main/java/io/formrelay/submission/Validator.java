package io.formrelay.submission;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.JsonMetaSchema;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaException;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.Keyword;
import com.networknt.schema.NonValidationKeyword;
import com.networknt.schema.SchemaValidatorsConfig;
import com.networknt.schema.SpecVersion.VersionFlag;
import com.networknt.schema.ValidationContext;
import com.networknt.schema.ValidationMessage;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** Checks normalised fields against the schema, all of them at once. */
final class Validator {

  private static final String ALTERNATIVES = "/anyOf/";

  private final SubmissionSchema schema;
  private final JsonSchema compiled;

  /**
   * Compiles the schema.
   *
   * @throws IllegalArgumentException where the schema has a keyword that nobody knows, which would
   *     check nothing
   */
  Validator(SubmissionSchema schema, Clock clock) {
    this.schema = schema;
    JsonMetaSchema dialect =
        JsonMetaSchema.builder(JsonMetaSchema.getV202012())
            .format(new PastDate(clock))
            .unknownKeywordFactory(Validator::extension)
            .build();
    SchemaValidatorsConfig config =
        SchemaValidatorsConfig.builder()
            .formatAssertionsEnabled(true)
            .locale(Locale.ENGLISH)
            .build();
    try {
      compiled =
          JsonSchemaFactory.getInstance(VersionFlag.V202012, built -> built.metaSchema(dialect))
              .getSchema(schema.document(), config);
      compiled.initializeValidators();
    } catch (JsonSchemaException senseless) {
      Throwable reason = senseless.getCause() == null ? senseless : senseless.getCause();
      throw new IllegalArgumentException(reason.getMessage(), senseless);
    }
  }

  /**
   * Everything that is wrong, in no certain order.
   *
   * @param fields normalised fields, with the targets filled in
   */
  List<Problem> problems(ObjectNode fields) {
    Set<ValidationMessage> messages = compiled.validate(fields);
    if (messages.isEmpty()) {
      return List.of();
    }
    Set<String> mistyped =
        messages.stream()
            .filter(message -> message.getType().equals("type"))
            .map(Validator::fieldName)
            .collect(Collectors.toSet());
    List<Problem> problems = new ArrayList<>();
    for (ValidationMessage message : messages) {
      boolean moot = mistyped.contains(fieldName(message)) && !message.getType().equals("type");
      Problem problem = problem(message, messages);
      if (!moot && !problems.contains(problem)) {
        problems.add(problem);
      }
    }
    return problems;
  }

  private Problem problem(ValidationMessage message, Set<ValidationMessage> all) {
    String name = fieldName(message);
    if (message.getType().equals("required")) {
      Set<String> alternatives = alternatives(message, all);
      return alternatives.size() < 2
          ? new Problem(name, "required")
          : new Problem(name, "required.one-of", String.join(", ", alternatives));
    }
    Field field = schema.field(name);
    String kind = field == null ? "" : "." + field.kind().text();
    String example = field == null ? "" : field.example();
    return new Problem(name, message.getType() + kind, limit(message.getSchemaNode()), example);
  }

  private Set<String> alternatives(ValidationMessage message, Set<ValidationMessage> all) {
    String rule = rule(message);
    return all.stream()
        .filter(each -> each.getType().equals("required") && rule(each).equals(rule))
        .map(ValidationMessage::getProperty)
        .collect(Collectors.toCollection(TreeSet::new));
  }

  private static String rule(ValidationMessage message) {
    String path = message.getEvaluationPath().toString();
    int end = path.lastIndexOf(ALTERNATIVES);
    return end < 0 ? path + '/' + message.getProperty() : path.substring(0, end);
  }

  private static String fieldName(ValidationMessage message) {
    if (message.getType().equals("required")) {
      return message.getProperty();
    }
    return message.getInstanceLocation().getNameCount() == 0
        ? ""
        : message.getInstanceLocation().getName(0);
  }

  private static String limit(JsonNode keyword) {
    if (!keyword.isArray()) {
      return keyword.asText();
    }
    List<String> values = new ArrayList<>();
    keyword.forEach(value -> values.add(value.asText()));
    return String.join(", ", values);
  }

  private static Keyword extension(String name, ValidationContext context) {
    if (!name.startsWith("x-")) {
      throw new IllegalArgumentException("the submission schema has no keyword " + name);
    }
    return new NonValidationKeyword(name);
  }
}
