package io.formrelay.form;

import com.samskivert.mustache.Mustache;
import com.samskivert.mustache.Template;
import io.formrelay.submission.AcceptLanguage;
import io.formrelay.submission.SubmissionSchema;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * What stands in {@code config/form/}.
 *
 * @param view puts fields together for a template
 * @param fields which fields each page asks for
 * @param provinces the provinces and their districts
 * @param texts the words by language
 * @param notices the information notice by language
 * @param form the template of a form, with the frame of every page
 * @param outcome the template of an outcome, with the frame of every page
 */
record FormContent(
    FormView view,
    FormFields fields,
    Provinces provinces,
    Map<String, FormTexts> texts,
    Map<String, String> notices,
    Template form,
    Template outcome) {

  /**
   * Reads everything.
   *
   * @throws IOException where a file cannot be read
   * @throws RuntimeException where one makes no sense
   */
  static FormContent read(FormSettings settings, SubmissionSchema schema) throws IOException {
    Path folder = settings.folder();
    FormFields fields = new FormFields(folder, schema.names());
    Provinces provinces = new Provinces(folder);
    Map<String, FormTexts> texts = new HashMap<>();
    Map<String, String> notices = new HashMap<>();
    Mustache.Compiler plain = Mustache.compiler();
    for (Locale language : List.of(AcceptLanguage.TURKISH, Locale.ENGLISH)) {
      String code = language.getLanguage();
      texts.put(code, new FormTexts(folder, language));
      String notice = file(folder, "notice_" + code + ".html");
      notices.put(code, plain.compile(notice).execute(Map.of("company", settings.company())));
    }
    return new FormContent(
        new FormView(fields, schema, provinces),
        fields,
        provinces,
        texts,
        notices,
        template(folder, "form.html"),
        template(folder, "outcome.html"));
  }

  /** The frame of every page around one page's own content. */
  private static Template template(Path folder, String content) throws IOException {
    return Mustache.compiler()
        .withCollector(new MapsOnly())
        .withLoader(
            name ->
                Files.newBufferedReader(
                    folder.resolve(name.equals("content") ? content : name + ".html"),
                    StandardCharsets.UTF_8))
        .compile(file(folder, "page.html"));
  }

  private static String file(Path folder, String name) throws IOException {
    return Files.readString(folder.resolve(name), StandardCharsets.UTF_8);
  }
}
