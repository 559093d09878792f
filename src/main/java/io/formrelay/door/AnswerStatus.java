package io.formrelay.door;

import io.formrelay.ledger.SubmissionStatus;
import org.apache.camel.Exchange;
import org.apache.camel.Message;
import org.apache.camel.Processor;

/** Answers {@code GET /submissions/{id}} with where that submission stands, or 404. */
public final class AnswerStatus implements Processor {

  private final Standings standings;
  private final StatusJson json = new StatusJson();

  /** Answers with where submissions stand. */
  public AnswerStatus(Standings standings) {
    this.standings = standings;
  }

  @Override
  public void process(Exchange exchange) {
    Message answer = exchange.getMessage();
    String id = HttpRequests.lastSegment(exchange);
    answer.removeHeaders("*");
    SubmissionStatus status =
        standings.find(id).orElseThrow(() -> new Problem(404, "No submission has this id."));
    answer.setBody(json.write(status));
    answer.setHeader(Exchange.CONTENT_TYPE, "application/json");
    HttpRequests.finish(exchange);
  }
}
