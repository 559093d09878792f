package io.formrelay.form;

import java.io.IOException;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Properties;

/** The words of the form in one language, from {@code texts_tr.properties} or {@code _en}. */
final class FormTexts {

  private final Map<String, String> words = new HashMap<>();

  /**
   * Reads the words.
   *
   * @param folder the form's folder
   * @param language {@code tr} or {@code en}
   * @throws IOException where they cannot be read
   */
  FormTexts(Path folder, Locale language) throws IOException {
    Properties properties = new Properties();
    Path file = folder.resolve("texts_" + language.getLanguage() + ".properties");
    try (Reader reader = Files.newBufferedReader(file, StandardCharsets.UTF_8)) {
      properties.load(reader);
    }
    properties.stringPropertyNames().forEach(key -> words.put(key, properties.getProperty(key)));
  }

  /** The words of a key; the key itself where a company has deleted them. */
  String text(String key) {
    return words.getOrDefault(key, key);
  }

  /** The words of a key; empty where there are none. */
  String optional(String key) {
    return words.getOrDefault(key, "");
  }

  /** All words, for a template: each key behind {@code text.}. */
  Map<String, Object> forTemplate() {
    Map<String, Object> all = new HashMap<>();
    words.forEach((key, text) -> all.put("text." + key, text));
    return all;
  }
}
