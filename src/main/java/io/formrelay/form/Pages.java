package io.formrelay.form;

import com.samskivert.mustache.Mustache;
import com.samskivert.mustache.Template;
import io.formrelay.ledger.State;
import io.formrelay.ledger.SubmissionStatus;
import io.formrelay.ledger.SubmissionStatus.DeliveryStatus;
import io.formrelay.submission.AcceptLanguage;
import io.formrelay.submission.FieldError;
import io.formrelay.submission.SubmissionSchema;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.time.Clock;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.format.FormatStyle;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;

/**
 * Makes the pages out of the templates in {@code config/form/}. Everything is read when the first
 * page is asked for. Safe for use by many threads.
 */
public final class Pages {

  private static final ZoneId TURKEY = ZoneId.of("Europe/Istanbul");

  private final FormSettings settings;
  private final SubmissionSchema schema;
  private final Clock clock;
  private Loaded loaded;

  private record Loaded(
      FormView view,
      FormFields fields,
      Provinces provinces,
      Map<String, FormTexts> texts,
      Map<String, String> notices,
      Template form,
      Template outcome) {}

  /** Makes pages for these settings. */
  public Pages(FormSettings settings, SubmissionSchema schema, Clock clock) {
    this.settings = settings;
    this.schema = schema;
    this.clock = clock;
  }

  /**
   * The form, empty or as it was sent.
   *
   * @param page which form
   * @param sent what was sent; {@link Sent#nothing} for a fresh form
   * @param language the language
   */
  byte[] form(Page page, Sent sent, Locale language) {
    FormTexts texts = texts(language);
    Map<String, Object> view = frame(texts, page.path());
    view.put("title", texts.text(page.text() + ".title"));
    view.put("intro", texts.text(page.text() + ".intro"));
    view.put("submit", texts.text(page.text() + ".submit"));
    view.put("key", sent.key() == null ? UUID.randomUUID().toString() : sent.key());
    view.put("started-at", startedAt(sent));
    view.put("errors?", !sent.errors().isEmpty());
    view.put("field-errors?", sent.errors().stream().anyMatch(each -> !each.field().isEmpty()));
    view.put("errors", summary(page, sent.errors(), texts));
    view.put("groups", loaded().view().groups(page, texts, sent.typed(), sent.errors()));
    view.put("access", page.closed() && settings.locked() ? access(sent) : false);
    view.put("captcha", page.closed() ? false : captcha());
    view.put("notice", page.closed() ? false : loaded().notices().get(language.getLanguage()));
    view.put("notice-read", sent.noticeRead());
    view.put("notice-error", FormView.orFalse(FormView.error(TakeForm.NOTICE, sent.errors())));
    return html(loaded().form(), view);
  }

  /** What became of a submission, without anything that it holds. */
  byte[] outcome(SubmissionStatus status, Locale language) {
    FormTexts texts = texts(language);
    Page page = Page.ofTargets(status.deliveries().keySet());
    State state = status.state();
    String words = "outcome." + page.text() + "." + state.text() + ".";
    Map<String, Object> view = frame(texts, "/form/" + status.id());
    view.put("state", state.text());
    view.put("pending", !state.ended());
    view.put("title", texts.text(words + "title"));
    view.put("outcome", texts.text(words + "text"));
    view.put("reference-label", texts.text("outcome." + page.text() + ".reference"));
    view.put("reference", FormView.orFalse(reference(status, page)));
    view.put("id", status.id());
    view.put("at", status.receivedAt().toString());
    view.put(
        "at-shown",
        DateTimeFormatter.ofLocalizedDateTime(FormatStyle.MEDIUM, FormatStyle.SHORT)
            .withLocale(language)
            .format(status.receivedAt().atZone(TURKEY)));
    view.put("form", page.path());
    return html(loaded().outcome(), view);
  }

  /** Says that there is no such submission. */
  byte[] missing(Locale language) {
    return note("outcome.missing.title", "outcome.missing.text", language);
  }

  /** Says that the ledger cannot be asked now. */
  byte[] away(Locale language) {
    return note("service-call.title", "error.away", language);
  }

  private byte[] note(String title, String text, Locale language) {
    FormTexts texts = texts(language);
    Map<String, Object> view = frame(texts, "/");
    view.put("state", "missing");
    view.put("pending", false);
    view.put("title", texts.text(title));
    view.put("outcome", texts.text(text));
    view.put("reference", false);
    view.put("id", false);
    view.put("form", "/");
    return html(loaded().outcome(), view);
  }

  FormTexts texts(Locale language) {
    return loaded().texts().get(language.getLanguage());
  }

  FormFields fields() {
    return loaded().fields();
  }

  Provinces provinces() {
    return loaded().provinces();
  }

  /** Whether a field holds a list, one value a line. */
  boolean isList(String field) {
    return schema.kind(field).endsWith("list");
  }

  private Map<String, Object> frame(FormTexts texts, String path) {
    Map<String, Object> view = new HashMap<>(texts.forTemplate());
    view.put("company", settings.company());
    view.put("logo", settings.logo() != null);
    view.put("path", path);
    view.put("errors?", false);
    return view;
  }

  /** Who corrects a form, or sends it once more, is not as fast as it looks. */
  private String startedAt(Sent sent) {
    return sent.startedAt().matches("[0-9]{1,15}")
        ? sent.startedAt()
        : Long.toString(clock.millis());
  }

  private Object captcha() {
    FormSettings.Captcha captcha = settings.captcha();
    return captcha == null
        ? Boolean.FALSE
        : Map.of(
            "script", captcha.script().toString(),
            "element", captcha.element(),
            "site-key", captcha.siteKey());
  }

  private static Map<String, Object> access(Sent sent) {
    return Map.of("error", FormView.orFalse(FormView.error(TakeForm.ACCESS, sent.errors())));
  }

  private List<Map<String, Object>> summary(Page page, List<FieldError> errors, FormTexts texts) {
    return errors.stream()
        .map(
            each ->
                Map.of(
                    "link", FormView.orFalse(link(page, each.field())),
                    "label", FormView.orFalse(label(each.field(), texts)),
                    "message", each.message()))
        .toList();
  }

  private String link(Page page, String field) {
    boolean there =
        field.equals(TakeForm.NOTICE)
            || field.equals(TakeForm.ACCESS)
            || loaded().fields().fields(page).stream().anyMatch(each -> each.name().equals(field));
    return there ? field : "";
  }

  private static String label(String field, FormTexts texts) {
    return switch (field) {
      case TakeForm.NOTICE -> "";
      case TakeForm.ACCESS -> texts.text("key.label");
      default -> texts.text("label." + field);
    };
  }

  private static String reference(SubmissionStatus status, Page page) {
    DeliveryStatus delivery = status.deliveries().get(page.target());
    return delivery == null || delivery.reference() == null ? "" : delivery.reference();
  }

  private static byte[] html(Template template, Map<String, Object> view) {
    return template.execute(view).getBytes(StandardCharsets.UTF_8);
  }

  private synchronized Loaded loaded() {
    if (loaded == null) {
      try {
        loaded = load();
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
    return loaded;
  }

  private Loaded load() throws IOException {
    FormFields fields = new FormFields(settings.folder(), schema.names());
    Provinces provinces = new Provinces(settings.folder());
    Map<String, FormTexts> texts = new HashMap<>();
    Map<String, String> notices = new HashMap<>();
    Mustache.Compiler plain = Mustache.compiler();
    for (Locale language : List.of(AcceptLanguage.TURKISH, Locale.ENGLISH)) {
      String code = language.getLanguage();
      texts.put(code, new FormTexts(settings.folder(), language));
      String notice = file("notice_" + code + ".html");
      notices.put(code, plain.compile(notice).execute(Map.of("company", settings.company())));
    }
    return new Loaded(
        new FormView(fields, schema, provinces),
        fields,
        provinces,
        texts,
        notices,
        template("form.html"),
        template("outcome.html"));
  }

  /** The frame of every page around one page's own content. */
  private Template template(String content) throws IOException {
    return Mustache.compiler()
        .withCollector(new MapsOnly())
        .withLoader(
            name ->
                Files.newBufferedReader(
                    settings.folder().resolve(name.equals("content") ? content : name + ".html"),
                    StandardCharsets.UTF_8))
        .compile(file("page.html"));
  }

  private String file(String name) throws IOException {
    return Files.readString(settings.folder().resolve(name), StandardCharsets.UTF_8);
  }
}
