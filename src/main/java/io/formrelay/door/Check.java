package io.formrelay.door;

import com.fasterxml.jackson.databind.JsonNode;
import io.formrelay.failpoint.FailPoint;
import io.formrelay.submission.InvalidSubmissionException;
import io.formrelay.submission.SubmissionReader;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;

/**
 * The second step of accepting: brings a submission's fields into their one form and checks them by
 * {@code config/submission.schema.json}. The body becomes a {@link
 * io.formrelay.submission.ReadSubmission}.
 */
public final class Check implements Processor {

  private final SubmissionReader reader;

  /** Reads with this reader. */
  public Check(SubmissionReader reader) {
    this.reader = reader;
  }

  @Override
  public void process(Exchange exchange) throws InvalidSubmissionException {
    JsonNode document = exchange.getMessage().getBody(JsonNode.class);
    exchange.getMessage().setBody(reader.read(document));
    FailPoint.CHECKED.reached();
  }
}
