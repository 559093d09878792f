package io.formrelay.form;

import io.formrelay.door.AcceptExchange;
import io.formrelay.door.Knock;
import io.formrelay.door.Problem;
import io.formrelay.form.FormFields.Asked;
import io.formrelay.submission.FieldError;
import io.formrelay.submission.InvalidSubmissionException;
import io.formrelay.submission.SubmissionParser;
import io.formrelay.submission.SubmissionReader;
import io.formrelay.submission.UnreadableSubmissionException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;

/**
 * A step of the form: makes a submission of what a page has posted, and checks what only the form
 * asks for. What is wrong is told all at once, the submission's own errors included.
 *
 * <p>Only the fields that the page shows are taken. After it the body is the form as a map of names
 * to values, and the hidden key makes a second click a repeat.
 */
public final class TakeForm implements Processor {

  /** The exchange property that names the page. */
  public static final String PAGE = "form-page";

  static final String SENT = "form-sent";
  static final String NOTICE = "_notice";
  static final String ACCESS = "_access";

  private static final String KEY = "_key";
  private static final int LONGEST = 70_000;

  private final Pages pages;
  private final SubmissionReader reader;
  private final SubmissionParser parser = new SubmissionParser();
  private final Knock knock;

  /**
   * Takes forms.
   *
   * @param pages the pages they come from
   * @param reader knows what a submission is
   * @param knock knows the key that a closed page asks for
   */
  public TakeForm(Pages pages, SubmissionReader reader, Knock knock) {
    this.pages = pages;
    this.reader = reader;
    this.knock = knock;
  }

  @Override
  @SuppressWarnings("unchecked")
  public void process(Exchange exchange) throws UnreadableSubmissionException {
    if (!(exchange.getMessage().getBody() instanceof Map<?, ?> map)) {
      throw new Problem(415, "The form is sent as application/x-www-form-urlencoded.");
    }
    Map<String, List<String>> form = (Map<String, List<String>>) map;
    Page page = Page.of(exchange.getProperty(PAGE, String.class));
    Locale language = Languages.of(exchange);
    Map<String, String> typed = typed(page, form);
    Sent sent = new Sent(key(form), typed, form.containsKey(NOTICE), List.of());
    exchange.setProperty(SENT, sent);
    Map<String, List<String>> submission = submission(page, typed);
    List<FieldError> errors = errors(page, form, submission, typed, language);
    if (!errors.isEmpty()) {
      boolean stranger = errors.stream().anyMatch(each -> each.field().equals(ACCESS));
      throw new Problem(
          stranger ? 401 : 422, pages.texts(language).text("errors.title"), errors, Map.of());
    }
    exchange.setProperty(AcceptExchange.SOURCE, "form");
    exchange.setProperty(AcceptExchange.KEY, page.text() + ":" + sent.key());
    exchange.getMessage().setBody(submission);
  }

  /** The fields of the page, each with what was typed; nothing else that came along. */
  private Map<String, String> typed(Page page, Map<String, List<String>> form) {
    Map<String, String> typed = new LinkedHashMap<>();
    for (Asked asked : pages.fields().fields(page)) {
      String value = String.join("\n", form.getOrDefault(asked.name(), List.of()));
      if (!value.isBlank()) {
        typed.put(asked.name(), value.substring(0, Math.min(LONGEST, value.length())));
      }
    }
    return typed;
  }

  private Map<String, List<String>> submission(Page page, Map<String, String> typed) {
    Map<String, List<String>> submission = new LinkedHashMap<>();
    submission.put("Targets", List.of(page.target()));
    typed.forEach(
        (name, value) ->
            submission.put(
                name,
                pages.isList(name)
                    ? value.lines().map(String::strip).filter(each -> !each.isEmpty()).toList()
                    : List.of(value)));
    return submission;
  }

  private List<FieldError> errors(
      Page page,
      Map<String, List<String>> form,
      Map<String, List<String>> submission,
      Map<String, String> typed,
      Locale language)
      throws UnreadableSubmissionException {
    FormTexts texts = pages.texts(language);
    List<FieldError> errors = new ArrayList<>();
    if (page.closed()) {
      if (!knock.knows(first(form, ACCESS))) {
        // Whoever has no key learns nothing else.
        return List.of(new FieldError(ACCESS, texts.text("key.wrong")));
      }
    } else if (!form.containsKey(NOTICE)) {
      errors.add(new FieldError(NOTICE, texts.text("notice.required")));
    }
    Set<String> refused = bySubmission(submission, language, errors);
    for (Asked asked : pages.fields().fields(page)) {
      if (asked.required() && !typed.containsKey(asked.name()) && refused.add(asked.name())) {
        errors.add(new FieldError(asked.name(), texts.text("error.required")));
      }
    }
    String province = typed.getOrDefault("CustomerCity", "");
    String district = typed.getOrDefault("CustomerDistrict", "");
    if (pages.provinces().contradict(province, district)) {
      errors.add(new FieldError("CustomerDistrict", texts.text("error.district")));
    }
    return inOrder(page, errors);
  }

  /** What is wrong with it as a submission; that nothing was filled in shows at the fields. */
  private Set<String> bySubmission(
      Map<String, List<String>> submission, Locale language, List<FieldError> errors)
      throws UnreadableSubmissionException {
    Set<String> refused = new HashSet<>();
    try {
      reader.read(parser.parseForm(submission));
    } catch (InvalidSubmissionException invalid) {
      for (FieldError error : invalid.errors(language)) {
        if (refused.add(error.field())) {
          errors.add(error);
        }
      }
    }
    return refused;
  }

  private List<FieldError> inOrder(Page page, List<FieldError> errors) {
    List<String> names = pages.fields().fields(page).stream().map(Asked::name).toList();
    errors.sort(
        Comparator.comparingInt(
            error -> {
              int place = names.indexOf(error.field());
              return place < 0 ? names.size() : place;
            }));
    return errors;
  }

  /** A page's key is a UUID; anything else makes a submission that stands for itself. */
  private static String key(Map<String, List<String>> form) {
    try {
      return UUID.fromString(first(form, KEY)).toString();
    } catch (IllegalArgumentException none) {
      return UUID.randomUUID().toString();
    }
  }

  private static String first(Map<String, List<String>> form, String name) {
    List<String> values = form.getOrDefault(name, List.of());
    return values.isEmpty() ? "" : values.get(0);
  }
}
