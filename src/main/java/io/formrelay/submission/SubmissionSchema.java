package io.formrelay.submission;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * {@code config/submission.schema.json}: the one place where field names, their groups, kinds,
 * lengths and formats stand. A JSON Schema 2020-12 whose {@code x-} keywords say how values are
 * normalised, which target a field implies and what is derived from what; the file's own comment
 * explains each. Unchanging, safe for use by many threads.
 */
public final class SubmissionSchema {

  private static final ObjectMapper JSON =
      JsonMapper.builder()
          .enable(DeserializationFeature.FAIL_ON_READING_DUP_TREE_KEY)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .build();

  private final JsonNode document;
  private final Map<String, Field> fields = new LinkedHashMap<>();
  private final Set<String> credentials = new TreeSet<>(String.CASE_INSENSITIVE_ORDER);
  private final Set<String> wrappers = new LinkedHashSet<>();

  private SubmissionSchema(JsonNode document) {
    this.document = document;
    document.path("x-credentials").forEach(name -> credentials.add(name.asText()));
    document.path("x-wrappers").forEach(name -> wrappers.add(name.asText()));
    for (Map.Entry<String, JsonNode> property : document.path("properties").properties()) {
      String name = property.getKey();
      try {
        fields.put(name, Field.of(name, fields.size(), resolved(property.getValue())));
      } catch (IllegalArgumentException senseless) {
        throw new IllegalArgumentException(name + ": " + senseless.getMessage(), senseless);
      }
    }
    fields.values().forEach(this::checkNames);
  }

  /**
   * Reads the schema.
   *
   * @param file the file, in UTF-8
   * @throws IllegalArgumentException in one line, naming the file and, where it is no JSON, the
   *     line, where it cannot be read or makes no sense
   */
  public static SubmissionSchema load(Path file) {
    try {
      return new SubmissionSchema(JSON.readTree(Files.readAllBytes(file)));
    } catch (NoSuchFileException missing) {
      throw new IllegalArgumentException(file + ": there is no such file", missing);
    } catch (JsonProcessingException broken) {
      int line = broken.getLocation() == null ? 1 : broken.getLocation().getLineNr();
      String reason = broken.getOriginalMessage().lines().findFirst().orElse("");
      throw new IllegalArgumentException(file + ":" + line + ": " + reason, broken);
    } catch (IOException | IllegalArgumentException senseless) {
      String reason = String.valueOf(senseless.getMessage()).lines().findFirst().orElse("");
      throw new IllegalArgumentException(file + ": " + reason, senseless);
    }
  }

  /** The names of the fields that are masked where an operator could see them. */
  public Set<String> writeOnly() {
    return fields.values().stream()
        .filter(Field::writeOnly)
        .map(Field::name)
        .collect(Collectors.toUnmodifiableSet());
  }

  /** The names of all fields, in the schema's order. */
  public Set<String> names() {
    return Collections.unmodifiableSet(fields.keySet());
  }

  /** How a field is normalised, as in {@code work-phone}: its {@code x-kind}. */
  public String kind(String name) {
    return fields.get(name).kind().text();
  }

  /** The most characters that a field may have; {@link Integer#MAX_VALUE} where none is said. */
  public int maxLength(String name) {
    return fields.get(name).maxLength();
  }

  /** The JSON Schema itself. */
  JsonNode document() {
    return document;
  }

  /** All fields, in the schema's order. */
  Collection<Field> fields() {
    return fields.values();
  }

  /** The field of a name, or null. */
  Field field(String name) {
    return fields.get(name);
  }

  /** Whether a name is a credential's, in whatever case. */
  boolean isCredential(String name) {
    return credentials.contains(name);
  }

  /** Names of objects whose members count as if they stood outside. */
  Set<String> wrappers() {
    return wrappers;
  }

  /** A field's place in the order of errors: names that are no fields come last. */
  int position(String name) {
    Field field = fields.get(name);
    return field == null ? fields.size() : field.position();
  }

  /** The same values in the schema's order. */
  ObjectNode ordered(ObjectNode values) {
    ObjectNode ordered = JsonNodeFactory.instance.objectNode();
    for (String name : fields.keySet()) {
      JsonNode value = values.get(name);
      if (value != null) {
        ordered.set(name, value);
      }
    }
    return ordered;
  }

  private JsonNode resolved(JsonNode property) {
    String reference = property.path("$ref").asText();
    if (!reference.startsWith("#/")) {
      return property;
    }
    if (!(document.at(reference.substring(1)) instanceof ObjectNode shared)) {
      throw new IllegalArgumentException("$ref leads nowhere");
    }
    return shared.deepCopy().setAll((ObjectNode) property);
  }

  private void checkNames(Field field) {
    if (field.counts() != null && !fields.containsKey(field.counts())) {
      throw new IllegalArgumentException(field.name() + ": x-counts names no field");
    }
    if (field.derivation() != null && !fields.keySet().containsAll(field.derivation().fields())) {
      throw new IllegalArgumentException(field.name() + ": x-derived-from names no field");
    }
  }
}
