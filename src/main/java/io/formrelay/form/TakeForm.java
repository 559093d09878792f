package io.formrelay.form;

import io.formrelay.door.AcceptExchange;
import io.formrelay.door.Doorkeeper;
import io.formrelay.door.HttpRequests;
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
import org.apache.camel.Exchange;
import org.apache.camel.Processor;

/**
 * A step of the form: makes a submission of what a page has posted, and checks what only the form
 * asks for. What is wrong is told all at once, the submission's own errors included.
 *
 * <p>Only the fields that the page shows are taken, and, from the page that is open to everybody,
 * what tells people from machines. After it the body is the form as a map of names to values, and
 * the hidden key makes a second click a repeat.
 */
public final class TakeForm implements Processor {

  /** The exchange property that names the page. */
  public static final String PAGE = "form-page";

  static final String SENT = "form-sent";
  static final String NOTICE = "_notice";
  static final String ACCESS = "_access";

  static final String WEBSITE = "_website";
  static final String STARTED_AT = "_startedAt";

  private final Pages pages;
  private final SubmissionReader reader;
  private final SubmissionParser parser = new SubmissionParser();
  private final Doorkeeper doorkeeper;
  private final List<String> signs;

  /**
   * Takes forms.
   *
   * @param pages the pages they come from
   * @param reader knows what a submission is
   * @param doorkeeper knows the keys that a closed page asks for
   * @param captcha the captcha of the open page; null where there is none
   */
  public TakeForm(
      Pages pages, SubmissionReader reader, Doorkeeper doorkeeper, FormSettings.Captcha captcha) {
    this.pages = pages;
    this.reader = reader;
    this.doorkeeper = doorkeeper;
    this.signs =
        captcha == null
            ? List.of(WEBSITE, STARTED_AT)
            : List.of(WEBSITE, STARTED_AT, captcha.field());
  }

  @Override
  public void process(Exchange exchange) throws UnreadableSubmissionException {
    Map<String, List<String>> form = ReadForm.form(exchange);
    Page page = Page.of(exchange.getProperty(PAGE, String.class));
    Locale language = Languages.of(exchange);
    Sent sent = exchange.getProperty(SENT, Sent.class);
    if (page.closed()
        && !doorkeeper.isKey(ReadForm.first(form, ACCESS), HttpRequests.of(exchange))) {
      // Whoever has no key learns nothing else.
      String wrong = pages.texts(language).text("key.wrong");
      throw new Problem(401, wrong, List.of(new FieldError(ACCESS, wrong)), Map.of());
    }
    Map<String, List<String>> submission = submission(page, sent.typed());
    List<FieldError> errors = errors(page, sent, submission, language);
    if (!errors.isEmpty()) {
      throw new Problem(422, pages.texts(language).text("errors.title"), errors, Map.of());
    }
    if (!page.closed()) {
      signs.stream()
          .filter(form::containsKey)
          .forEach(sign -> submission.put(sign, List.of(ReadForm.first(form, sign))));
    }
    exchange.setProperty(AcceptExchange.SOURCE, AcceptExchange.FORM);
    exchange.setProperty(AcceptExchange.KEY, page.text() + ":" + sent.key());
    exchange.getMessage().setBody(submission);
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
      Page page, Sent sent, Map<String, List<String>> submission, Locale language)
      throws UnreadableSubmissionException {
    FormTexts texts = pages.texts(language);
    Map<String, String> typed = sent.typed();
    List<FieldError> errors = new ArrayList<>();
    if (!page.closed() && !sent.noticeRead()) {
      errors.add(new FieldError(NOTICE, texts.text("notice.required")));
    }
    Set<String> refused = bySubmission(submission, language, errors);
    for (Asked asked : pages.fields().fields(page)) {
      if (asked.required() && !typed.containsKey(asked.name()) && refused.add(asked.name())) {
        errors.add(new FieldError(asked.name(), texts.text("error.required")));
      }
    }
    if (errors.size() > 1) {
      // That nothing at all was filled in.
      errors.removeIf(each -> each.field().isEmpty());
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
}
