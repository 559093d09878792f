package io.formrelay.submission;

import com.fasterxml.jackson.databind.JsonNode;

/**
 * What the schema says of one field beyond its validation.
 *
 * @param name the contract name
 * @param position its place in the schema, from 0
 * @param kind how its value is normalised and in which words it is refused
 * @param group whose field it is: a partner's name, or the relay's
 * @param target the partner it sends the submission to where no targets are given; null if none
 * @param maxLength the most code points it may have
 * @param writeOnly whether it is masked where an operator could see it
 * @param erasedBy by which trait of a customer it is found when one is erased; null if by none
 * @param counts the list whose length it should equal; null if none
 * @param derivation where it is filled from when it is missing; null if from nowhere
 * @param example how a value looks; empty if the schema shows none
 */
record Field(
    String name,
    int position,
    Kind kind,
    String group,
    String target,
    int maxLength,
    boolean writeOnly,
    Person.Trait erasedBy,
    String counts,
    Derivation derivation,
    String example) {

  /**
   * Reads a field of the schema.
   *
   * @param property the schema of the field, references followed
   * @throws IllegalArgumentException where an {@code x-} keyword makes no sense
   */
  static Field of(String name, int position, JsonNode property) {
    return new Field(
        name,
        position,
        kind(property),
        property.path("x-group").asText(""),
        property.path("x-target").textValue(),
        property.path("maxLength").asInt(Integer.MAX_VALUE),
        property.path("writeOnly").asBoolean(false),
        property.has("x-erased-by") ? Person.Trait.of(property.get("x-erased-by").asText()) : null,
        property.path("x-counts").textValue(),
        property.has("x-derived-from") ? Derivation.of(property.get("x-derived-from")) : null,
        example(property.path("examples").path(0)));
  }

  private static Kind kind(JsonNode property) {
    if (property.has("x-kind")) {
      return Kind.of(property.get("x-kind").asText());
    }
    return switch (property.path("type").asText()) {
      case "integer" -> Kind.INTEGER;
      case "array" -> Kind.LIST;
      case "string" -> Kind.TEXT;
      default -> throw new IllegalArgumentException("neither x-kind nor a type that implies one");
    };
  }

  private static String example(JsonNode example) {
    return example.isContainerNode() ? example.path(0).asText() : example.asText();
  }
}
