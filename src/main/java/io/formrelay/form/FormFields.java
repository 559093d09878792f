package io.formrelay.form;

import java.io.IOException;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

/**
 * {@code config/form/fields.yaml}: which fields each page asks for, in which groups and order, and
 * which must be filled in.
 */
final class FormFields {

  /**
   * One field of a page.
   *
   * @param name the field's contract name
   * @param required whether it must be filled in
   */
  record Asked(String name, boolean required) {}

  /**
   * Fields that stand together.
   *
   * @param name the group's name
   * @param fields its fields in order
   */
  record Group(String name, List<Asked> fields) {}

  private final Map<Page, List<Group>> pages = new EnumMap<>(Page.class);

  /**
   * Reads the file.
   *
   * @param folder the form's folder
   * @param known the names of all fields
   * @throws IOException where it cannot be read
   * @throws IllegalArgumentException where it makes no sense
   */
  FormFields(Path folder, Set<String> known) throws IOException {
    Path file = folder.resolve("fields.yaml");
    try (Reader reader = Files.newBufferedReader(file, StandardCharsets.UTF_8)) {
      Object read = new Load(LoadSettings.builder().build()).loadFromReader(reader);
      for (Map.Entry<?, ?> page : ((Map<?, ?>) read).entrySet()) {
        pages.put(Page.of((String) page.getKey()), groups((Map<?, ?>) page.getValue(), known));
      }
    } catch (ClassCastException e) {
      throw new IllegalArgumentException(file + ": holds pages with groups of fields", e);
    }
    for (Page page : Page.values()) {
      if (!pages.containsKey(page)) {
        throw new IllegalArgumentException(file + ": has no page " + page.text());
      }
    }
  }

  private static List<Group> groups(Map<?, ?> read, Set<String> known) {
    List<Group> groups = new ArrayList<>();
    read.forEach(
        (name, fields) ->
            groups.add(
                new Group(
                    (String) name,
                    ((List<?>) fields)
                        .stream().map(each -> asked((String) each, known)).toList())));
    return groups;
  }

  private static Asked asked(String written, Set<String> known) {
    boolean required = written.endsWith("*");
    String name = required ? written.substring(0, written.length() - 1) : written;
    if (!known.contains(name)) {
      throw new IllegalArgumentException("fields.yaml: there is no field " + name);
    }
    return new Asked(name, required);
  }

  List<Group> groups(Page page) {
    return pages.get(page);
  }

  List<Asked> fields(Page page) {
    return groups(page).stream().flatMap(group -> group.fields().stream()).toList();
  }
}
