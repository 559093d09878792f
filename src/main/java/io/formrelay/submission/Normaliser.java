package io.formrelay.submission;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Map;

/**
 * Brings a document, either partner's own included, to flat fields by contract names in their
 * normal spelling. Credentials are dropped unread; members of a wrapper are taken as if they stood
 * outside it; blank values are left out.
 */
final class Normaliser {

  private final SubmissionSchema schema;

  Normaliser(SubmissionSchema schema) {
    this.schema = schema;
  }

  Normalised normalise(ObjectNode document) {
    Normalised result = new Normalised();
    take(document, true, result);
    return result;
  }

  private void take(ObjectNode members, boolean outermost, Normalised result) {
    for (Map.Entry<String, JsonNode> member : members.properties()) {
      String name = member.getKey();
      Field field = schema.field(name);
      if (field != null) {
        put(field, field.kind().normalise(member.getValue()), result);
      } else if (outermost && schema.wrappers().contains(name)) {
        unwrap(name, member.getValue(), result);
      } else if (!schema.isCredential(name)) {
        result.unknown().add(name);
      }
    }
  }

  private void unwrap(String name, JsonNode wrapped, Normalised result) {
    if (wrapped instanceof ObjectNode members) {
      take(members, false, result);
    } else if (!Kind.TEXT.normalise(wrapped).isMissingNode()) {
      result.problems().add(new Problem(name, "wrapper"));
    }
  }

  private static void put(Field field, JsonNode value, Normalised result) {
    if (value.isMissingNode()) {
      return;
    }
    JsonNode before = result.fields().get(field.name());
    if (before != null && !before.equals(value)) {
      result.problems().add(new Problem(field.name(), "given-twice"));
      return;
    }
    if (!isSendable(value)) {
      result.problems().add(new Problem(field.name(), "unsendable"));
    }
    result.fields().set(field.name(), value);
  }

  private static boolean isSendable(JsonNode value) {
    if (value.isArray()) {
      for (JsonNode element : value) {
        if (element.isTextual() && !isSendable(element.textValue())) {
          return false;
        }
      }
      return true;
    }
    return !value.isTextual() || isSendable(value.textValue());
  }

  /** Half a surrogate pair has no form in UTF-8, and a control character none on a form. */
  private static boolean isSendable(String text) {
    for (int at = 0; at < text.length(); at++) {
      char each = text.charAt(at);
      if (Character.isISOControl(each) && each != '\t' && each != '\r' && each != '\n') {
        return false;
      }
      if (Character.isSurrogate(each)) {
        if (!Character.isHighSurrogate(each)
            || ++at == text.length()
            || !Character.isLowSurrogate(text.charAt(at))) {
          return false;
        }
      }
    }
    return true;
  }
}
