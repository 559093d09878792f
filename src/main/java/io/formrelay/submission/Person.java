package io.formrelay.submission;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * One customer, by one trait, and where that customer is named: in the fields that the schema marks
 * with {@code x-erased-by}, whatever their spelling. Safe for use by many threads.
 */
public final class Person {

  /** What a customer is known by. */
  public enum Trait {
    /** The dealer's code. */
    CUSTOMER_CODE(Kind.TEXT),
    /** A phone number. */
    PHONE(Kind.PHONE),
    /** An e-mail address. */
    EMAIL(Kind.EMAIL);

    private final String text = name().toLowerCase(Locale.ROOT).replace('_', '-');
    private final Kind kind;

    Trait(Kind kind) {
      this.kind = kind;
    }

    /** The name in the schema and on the command line, as in {@code customer-code}. */
    public String text() {
      return text;
    }

    /** The trait of a name. */
    static Trait of(String text) {
      return Arrays.stream(values())
          .filter(trait -> trait.text.equals(text))
          .findFirst()
          .orElseThrow(() -> new IllegalArgumentException("there is no x-erased-by " + text));
    }

    private String normalised(JsonNode value) {
      String plain = kind.normalise(value).asText();
      return this == EMAIL ? plain.toLowerCase(Locale.ROOT) : plain;
    }
  }

  private static final Pattern DIGITS = Pattern.compile("[0-9](?:[ ()./-]{0,3}[0-9]){6,}");
  private static final Pattern PHONE = Pattern.compile("[1-9][0-9]{9}|444[0-9]{4}");

  private final List<String> fields;
  private final Trait trait;
  private final String value;

  /**
   * Knows a customer.
   *
   * @param schema says which fields name a customer
   * @param trait what the customer is known by
   * @param value in any usual spelling
   * @throws IllegalArgumentException where it is blank or no phone number or no e-mail address
   */
  public Person(SubmissionSchema schema, Trait trait, String value) {
    this.trait = trait;
    this.value = trait.normalised(TextNode.valueOf(value));
    this.fields =
        schema.fields().stream()
            .filter(field -> field.erasedBy() == trait)
            .map(Field::name)
            .toList();
    boolean sensible =
        switch (trait) {
          case PHONE -> PHONE.matcher(this.value).matches();
          case EMAIL -> this.value.matches("[^@\\s]+@[^@\\s]+");
          case CUSTOMER_CODE -> !this.value.isBlank();
        };
    if (!sensible) {
      throw new IllegalArgumentException("this is no " + trait.text());
    }
  }

  /** What the customer is known by. */
  public Trait trait() {
    return trait;
  }

  /** Whether a document names the customer, itself or in a part of it. */
  public boolean isNamedIn(JsonNode document) {
    if (document instanceof ObjectNode object && isNamedInFields(object)) {
      return true;
    }
    for (JsonNode part : document) {
      if (part.isContainerNode() && isNamedIn(part)) {
        return true;
      }
    }
    return false;
  }

  private boolean isNamedInFields(ObjectNode object) {
    for (String field : fields) {
      JsonNode found = object.get(field);
      if (found != null && trait.normalised(found).equals(value)) {
        return true;
      }
    }
    return false;
  }

  /** Whether a text that is no JSON seems to name the customer. */
  public boolean isNamedIn(String text) {
    if (trait == Trait.PHONE) {
      Matcher digits = DIGITS.matcher(text);
      while (digits.find()) {
        if (digits.group().replaceAll("[^0-9]", "").endsWith(value)) {
          return true;
        }
      }
      return false;
    }
    return Pattern.compile(
            "(?<![\\p{L}\\p{N}])" + Pattern.quote(value) + "(?![\\p{L}\\p{N}])",
            trait == Trait.EMAIL ? Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE : 0)
        .matcher(text)
        .find();
  }
}
