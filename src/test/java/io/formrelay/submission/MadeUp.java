package io.formrelay.submission;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Tuple;

/** Submissions that nobody has sent yet: likely ones, odd ones and impossible ones. */
public final class MadeUp {

  private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

  private static final List<String> LIKELY =
      List.of(
          "Ayşe Nur Işık",
          "I\u0307stanbul",
          "ECODENSE WT 65, B 2",
          "99958,99959",
          "+90 (530) 123 12 12",
          "0530 123 12 12",
          "\u202A+90 530 123 12 12\u202C",
          "444 1 234",
          "elif.y@moka.com",
          "10.07.1985",
          "1985-07-10",
          "19850710",
          "2",
          "C-1",
          "licrus",
          "moka",
          "a\u0000b",
          "\uD800",
          "\u0301",
          "\u202E",
          "   ",
          ",",
          ",,a,");

  private MadeUp() {}

  /** Texts: of any characters, halves of surrogate pairs too, and such as people type. */
  static Arbitrary<String> texts() {
    return Arbitraries.oneOf(
        Arbitraries.of(LIKELY),
        Arbitraries.strings().ofMaxLength(40),
        Arbitraries.strings().withCharRange(' ', '~').ofMaxLength(1_200),
        Arbitraries.strings().numeric().ofMaxLength(14));
  }

  /** Any JSON at all, a few levels deep. */
  static Arbitrary<JsonNode> values() {
    return values(3);
  }

  /** Objects of which most names are a submission's fields, most values such as fit them. */
  public static Arbitrary<ObjectNode> documents() {
    return Arbitraries.frequencyOf(
            Tuple.of(40, Arbitraries.of(names()).flatMap(MadeUp::member)),
            Tuple.of(1, Arbitraries.strings().ofMaxLength(20).flatMap(MadeUp::member)))
        .list()
        .ofMaxSize(10)
        .map(
            members -> {
              ObjectNode document = JSON.objectNode();
              members.forEach(document::setAll);
              // Without one almost nothing would be accepted.
              return document.has("CustomerCode") ? document : document.put("CustomerCode", "C-1");
            });
  }

  private static Arbitrary<ObjectNode> member(String name) {
    Field field = Reading.SCHEMA.field(name);
    Arbitrary<JsonNode> fitting =
        field == null
            ? values(1)
            : field.kind() == Kind.TEXT
                ? Arbitraries.strings().ofMinLength(1).ofMaxLength(50).map(MadeUp::text)
                : Arbitraries.just(text(field.example()));
    return Arbitraries.frequencyOf(
            Tuple.of(30, fitting), Tuple.of(2, texts().map(MadeUp::text)), Tuple.of(1, values(2)))
        .map(value -> (ObjectNode) JSON.objectNode().set(name, value));
  }

  private static List<String> names() {
    List<String> names = new ArrayList<>(Reading.SCHEMA.names());
    names.addAll(List.of("AuthTicket", "DealerCustomerAuthentication", "DealerCustomerRequest"));
    return names;
  }

  private static Arbitrary<JsonNode> values(int depth) {
    Arbitrary<JsonNode> plain =
        Arbitraries.oneOf(
            texts().map(MadeUp::text),
            Arbitraries.longs().map(each -> (JsonNode) JSON.numberNode(each)),
            Arbitraries.bigIntegers().map(each -> (JsonNode) JSON.numberNode(each)),
            Arbitraries.bigDecimals().map(each -> (JsonNode) JSON.numberNode(each)),
            Arbitraries.of(true, false).map(each -> (JsonNode) JSON.booleanNode(each)),
            Arbitraries.just((JsonNode) JSON.nullNode()));
    if (depth == 0) {
      return plain;
    }
    Arbitrary<JsonNode> lists = values(depth - 1).list().ofMaxSize(4).map(MadeUp::array);
    Arbitrary<JsonNode> objects =
        Arbitraries.maps(Arbitraries.of(names()), values(depth - 1))
            .ofMaxSize(4)
            .map(MadeUp::object);
    return Arbitraries.oneOf(plain, plain, lists, objects);
  }

  private static JsonNode text(String text) {
    return JSON.textNode(text);
  }

  private static JsonNode array(List<JsonNode> elements) {
    ArrayNode array = JSON.arrayNode();
    elements.forEach(array::add);
    return array;
  }

  private static ObjectNode object(Map<String, JsonNode> members) {
    ObjectNode object = JSON.objectNode();
    members.forEach(object::set);
    return object;
  }
}
