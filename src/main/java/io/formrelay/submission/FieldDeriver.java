package io.formrelay.submission;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Fills the missing fields of one target from the fields of another, where the submission goes to
 * both. What was given is never overwritten; a text that would be too long is cut after a word.
 */
final class FieldDeriver {

  private final SubmissionSchema schema;
  private final List<Field> derivable;

  FieldDeriver(SubmissionSchema schema) {
    this.schema = schema;
    derivable = schema.fields().stream().filter(field -> field.derivation() != null).toList();
  }

  /**
   * Fills in what is missing.
   *
   * @param fields normalised fields, which are added to
   * @param targets where the submission goes
   * @return the names of the fields that were filled in
   */
  Set<String> derive(ObjectNode fields, List<String> targets) {
    Set<String> derived = new HashSet<>();
    for (Field field : derivable) {
      if (fields.has(field.name()) || !targets.contains(field.group()) || !isFed(field, targets)) {
        continue;
      }
      String value = field.derivation().value(fields);
      if (!value.isEmpty()) {
        fields.put(field.name(), field.kind() == Kind.TEXT ? cut(value, field) : value);
        derived.add(field.name());
      }
    }
    return derived;
  }

  private boolean isFed(Field field, List<String> targets) {
    for (String source : field.derivation().fields()) {
      if (!targets.contains(schema.field(source).group())) {
        return false;
      }
    }
    return true;
  }

  private static String cut(String value, Field field) {
    if (value.codePointCount(0, value.length()) <= field.maxLength()) {
      return value;
    }
    int end = value.offsetByCodePoints(0, field.maxLength());
    int word = end;
    while (word > 0 && !PlainText.isBlank(value.charAt(word))) {
      word--;
    }
    int last = word == 0 ? end : word;
    while (last > 0
        && (PlainText.isBlank(value.charAt(last - 1)) || value.charAt(last - 1) == ',')) {
      last--;
    }
    return value.substring(0, last);
  }
}
