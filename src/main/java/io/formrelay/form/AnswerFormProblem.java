package io.formrelay.form;

import io.formrelay.door.Problem;
import io.formrelay.door.ProblemJson;
import io.formrelay.door.Problems;
import io.formrelay.submission.FieldError;
import java.util.List;
import java.util.Locale;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;

/**
 * Answers a form that could not be accepted with the form as it was sent and the errors beside the
 * fields, or, to the form's own script, with {@code application/problem+json}; in the words of the
 * person who filled it in.
 */
public final class AnswerFormProblem implements Processor {

  private final Pages pages;
  private final HtmlAnswer answer;
  private final Problems problems = new Problems();
  private final ProblemJson json = new ProblemJson();

  /** Answers with these pages. */
  public AnswerFormProblem(Pages pages, FormSettings settings) {
    this.pages = pages;
    this.answer = new HtmlAnswer(settings);
  }

  @Override
  public void process(Exchange exchange) {
    Locale language = Languages.of(exchange);
    Problem problem =
        inWords(
            problems.of(exchange, exchange.getProperty(Exchange.EXCEPTION_CAUGHT, Exception.class)),
            pages.texts(language));
    if (AnswerForm.wantsJson(exchange)) {
      answer.give(exchange, problem.status(), ProblemJson.TYPE, json.write(problem));
    } else {
      Page page = Page.of(exchange.getProperty(TakeForm.PAGE, String.class));
      Sent sent = exchange.getProperty(TakeForm.SENT, Sent.nothing(), Sent.class);
      List<FieldError> errors =
          problem.errors().isEmpty()
              ? List.of(new FieldError("", problem.getMessage()))
              : problem.errors();
      answer.page(
          exchange, problem.status(), pages.form(page, sent.with(errors), language), language);
    }
    problem.headers().forEach(exchange.getMessage()::setHeader);
  }

  private static Problem inWords(Problem problem, FormTexts texts) {
    String words =
        switch (problem.status()) {
          case 401, 422 -> "errors.title";
          case 403 -> "error.origin";
          case 408 -> "error.late";
          case 409 -> "error.conflict";
          case 413 -> "error.too-large";
          case 429 -> "error.too-many";
          default -> problem.status() >= 500 ? "error.away" : "error.unreadable";
        };
    return new Problem(problem.status(), texts.text(words), problem.errors(), problem.headers());
  }
}
