package io.formrelay.form;

import io.formrelay.form.FormFields.Asked;
import io.formrelay.form.FormFields.Group;
import io.formrelay.submission.FieldError;
import io.formrelay.submission.SubmissionSchema;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Puts together what the template of the form shows: each field with its words and its value. */
final class FormView {

  private static final Set<String> AREAS = Set.of("CustomerAddress", "Address");

  /** What a browser may fill in by itself: only what is the customer's own. */
  private static final Map<String, String> AUTOCOMPLETE =
      Map.of(
          "CustomerFullName", "name",
          "CustomerCompanyName", "organization",
          "CustomerMobilePhone", "tel",
          "CustomerWorkPhone", "work tel",
          "CustomerEmail", "email",
          "CustomerAddress", "street-address");

  private final FormFields fields;
  private final SubmissionSchema schema;
  private final Provinces provinces;

  FormView(FormFields fields, SubmissionSchema schema, Provinces provinces) {
    this.fields = fields;
    this.schema = schema;
    this.provinces = provinces;
  }

  List<Map<String, Object>> groups(
      Page page, FormTexts texts, Map<String, String> typed, List<FieldError> errors) {
    return fields.groups(page).stream()
        .map(
            group ->
                Map.<String, Object>of(
                    "title",
                    texts.text("group." + page.text() + "." + group.name()),
                    "fields",
                    fields(group, texts, typed, errors)))
        .toList();
  }

  private List<Map<String, Object>> fields(
      Group group, FormTexts texts, Map<String, String> typed, List<FieldError> errors) {
    return group.fields().stream().map(asked -> field(asked, texts, typed, errors)).toList();
  }

  private Map<String, Object> field(
      Asked asked, FormTexts texts, Map<String, String> typed, List<FieldError> errors) {
    String name = asked.name();
    String value = typed.getOrDefault(name, "");
    Map<String, Object> view = new HashMap<>();
    view.put("name", name);
    view.put("label", texts.text("label." + name));
    view.put("hint", orFalse(texts.optional("hint." + name)));
    view.put("lines", orFalse(texts.optional("hint." + name + ".lines")));
    view.put("required", asked.required());
    view.put("error", orFalse(error(name, errors)));
    view.put("autocomplete", orFalse(AUTOCOMPLETE.getOrDefault(name, "")));
    view.put("maxlength", false);
    view.put("min", false);
    view.put("value", value);
    for (String shape : List.of("input", "area", "city", "district", "choice", "inputmode")) {
      view.put(shape, false);
    }
    shape(view, name, value, texts);
    return view;
  }

  private void shape(Map<String, Object> view, String name, String value, FormTexts texts) {
    String kind = schema.kind(name);
    view.put("kind", kind);
    if (name.equals("CustomerCity")) {
      view.put("city", true);
      view.put("options", options(provinces.districts().keySet().stream().toList(), value));
    } else if (name.equals("CustomerDistrict")) {
      view.put("district", true);
      view.put("provinces", optionGroups(value));
    } else if (kind.equals("choice")) {
      view.put("choice", true);
      view.put("options", choices(name, value, texts));
    } else if (kind.endsWith("list") || AREAS.contains(name)) {
      view.put("area", true);
      view.put("kind", AREAS.contains(name) ? "wide" : kind);
      view.put("rows", 2);
    } else {
      input(view, kind, schema.maxLength(name));
    }
  }

  private static void input(Map<String, Object> view, String kind, int maxLength) {
    view.put("input", true);
    view.put(
        "type",
        switch (kind) {
          case "phone", "work-phone" -> "tel";
          case "email", "password" -> kind;
          default -> "text";
        });
    switch (kind) {
      case "phone", "work-phone" -> view.put("inputmode", "tel");
      case "email" -> view.put("inputmode", "email");
      case "integer", "date" -> view.put("inputmode", "numeric");
      default -> view.put("inputmode", false);
    }
    if (kind.equals("password")) {
      view.put("autocomplete", "off");
      view.put("value", "");
    }
    if (maxLength < Integer.MAX_VALUE) {
      view.put("maxlength", maxLength);
    }
  }

  private static List<Map<String, Object>> options(List<String> values, String chosen) {
    return values.stream()
        .map(each -> Map.<String, Object>of("value", each, "selected", each.equals(chosen)))
        .toList();
  }

  private List<Map<String, Object>> optionGroups(String chosen) {
    return provinces.districts().entrySet().stream()
        .map(
            each ->
                Map.<String, Object>of(
                    "province", each.getKey(), "options", options(each.getValue(), chosen)))
        .toList();
  }

  private static List<Map<String, Object>> choices(String name, String chosen, FormTexts texts) {
    return List.of("1", "2").stream()
        .map(
            each ->
                Map.<String, Object>of(
                    "value",
                    each,
                    "label",
                    texts.text("option." + name + "." + each),
                    "selected",
                    each.equals(chosen)))
        .toList();
  }

  static String error(String name, List<FieldError> errors) {
    return errors.stream()
        .filter(each -> each.field().equals(name))
        .map(FieldError::message)
        .findFirst()
        .orElse("");
  }

  /** The template takes an empty text for something to show. */
  static Object orFalse(String text) {
    return text.isEmpty() ? Boolean.FALSE : text;
  }
}
