package io.formrelay.door;

import java.net.URLDecoder;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Decodes {@code application/x-www-form-urlencoded}, strictly: what is not UTF-8 is refused. */
final class FormDecoder {

  /**
   * Decodes a form.
   *
   * @return the values by their names, in the order they were sent
   * @throws Problem 400 where it is not UTF-8 or a percent sign stands alone
   */
  Map<String, List<String>> decode(byte[] body) {
    Map<String, List<String>> form = new LinkedHashMap<>();
    for (String field : new String(body, StandardCharsets.ISO_8859_1).split("&")) {
      if (!field.isEmpty()) {
        int end = field.indexOf('=');
        String name = text(end < 0 ? field : field.substring(0, end));
        String value = end < 0 ? "" : text(field.substring(end + 1));
        form.computeIfAbsent(name, any -> new ArrayList<>()).add(value);
      }
    }
    return form;
  }

  private static String text(String encoded) {
    try {
      // One char a byte until here, so that the bytes come back as they were sent.
      byte[] bytes =
          URLDecoder.decode(encoded, StandardCharsets.ISO_8859_1)
              .getBytes(StandardCharsets.ISO_8859_1);
      return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
    } catch (IllegalArgumentException | CharacterCodingException e) {
      throw new Problem(400, "The form is not percent-encoded UTF-8.");
    }
  }
}
