package io.formrelay.form;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The provinces of Turkey and their districts, from {@code turkey.json}. */
final class Provinces {

  private final Map<String, List<String>> districts = new LinkedHashMap<>();

  /**
   * Reads the list.
   *
   * @param folder the form's folder
   * @throws IOException where it cannot be read
   */
  Provinces(Path folder) throws IOException {
    JsonNode read = new ObjectMapper().readTree(folder.resolve("turkey.json").toFile());
    for (JsonNode province : read.path("provinces")) {
      List<String> names = new ArrayList<>();
      province.path("districts").forEach(each -> names.add(each.asText()));
      districts.put(province.path("name").asText(), names);
    }
  }

  /** The districts by their provinces, both in the order of the Turkish alphabet. */
  Map<String, List<String>> districts() {
    return districts;
  }

  /** Whether a district is known to lie elsewhere than in a province that is known. */
  boolean contradict(String province, String district) {
    List<String> own = districts.get(province);
    return own != null
        && !own.contains(district)
        && districts.values().stream().anyMatch(each -> each.contains(district));
  }
}
