package io.formrelay.door;

import org.apache.camel.Exchange;
import org.apache.camel.Message;
import org.apache.camel.Processor;

/** Answers a call that failed with {@code application/problem+json}. */
public final class AnswerProblem implements Processor {

  private final Problems problems = new Problems();
  private final ProblemJson json = new ProblemJson();

  @Override
  public void process(Exchange exchange) {
    Exception thrown = exchange.getProperty(Exchange.EXCEPTION_CAUGHT, Exception.class);
    Problem problem = problems.of(exchange, thrown);
    Message answer =
        HttpRequests.answer(exchange, problem.status(), ProblemJson.TYPE, json.write(problem));
    problem.headers().forEach(answer::setHeader);
  }
}
