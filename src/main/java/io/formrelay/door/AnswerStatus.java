package io.formrelay.door;

import io.formrelay.ledger.SubmissionStatus;
import org.apache.camel.Exchange;
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
    SubmissionStatus status =
        standings
            .find(HttpRequests.lastSegment(exchange))
            .orElseThrow(() -> new Problem(404, "No submission has this id."));
    HttpRequests.answer(exchange, 200, "application/json", json.write(status));
  }
}
