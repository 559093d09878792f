package io.formrelay.door;

import io.formrelay.delivery.ConflictException;
import io.formrelay.ledger.LedgerException;
import io.formrelay.submission.AcceptLanguage;
import io.formrelay.submission.InvalidSubmissionException;
import io.formrelay.submission.UnreadableSubmissionException;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.apache.camel.Exchange;
import org.apache.camel.Message;
import org.apache.camel.Processor;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Answers a call that failed with {@code application/problem+json}. */
public final class AnswerProblem implements Processor {

  private static final Logger LOG = LoggerFactory.getLogger(AnswerProblem.class);

  private final ProblemJson json = new ProblemJson();

  @Override
  public void process(Exchange exchange) {
    Exception thrown = exchange.getProperty(Exchange.EXCEPTION_CAUGHT, Exception.class);
    Problem problem = problem(exchange, thrown);
    Message answer = exchange.getMessage();
    answer.removeHeaders("*");
    problem.headers().forEach(answer::setHeader);
    answer.setHeader(Exchange.HTTP_RESPONSE_CODE, problem.status());
    answer.setHeader(Exchange.CONTENT_TYPE, ProblemJson.TYPE);
    HttpRequests.finish(exchange);
    answer.setBody(json.write(problem));
  }

  private static Problem problem(Exchange exchange, Exception thrown) {
    if (thrown instanceof Problem problem) {
      return problem;
    }
    Locale language = new AcceptLanguage().locale(HttpRequests.header(exchange, "Accept-Language"));
    if (thrown instanceof UnreadableSubmissionException unreadable) {
      return new Problem(400, unreadable.message(language));
    }
    if (thrown instanceof InvalidSubmissionException invalid) {
      return new Problem(
          422,
          language.getLanguage().equals("en")
              ? "The submission has wrong fields; see errors."
              : "Formda hatalı alanlar var; errors listesine bakın.",
          invalid.errors(language),
          Map.of("Content-Language", language.getLanguage()));
    }
    if (thrown instanceof ConflictException) {
      return new Problem(409, "This key stands for a submission with other content already.");
    }
    if (thrown instanceof LedgerException) {
      return new Problem(
          503,
          "The ledger is away: nothing can be made durable or looked up now; try again later.",
          List.of(),
          Map.of("Retry-After", "5"));
    }
    LOG.error("a call at the HTTP door failed", thrown);
    return new Problem(500, "The relay failed; its log says why.");
  }
}
