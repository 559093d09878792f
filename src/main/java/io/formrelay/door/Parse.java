package io.formrelay.door;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.formrelay.delivery.ConflictException;
import io.formrelay.sealing.SealedFields;
import io.formrelay.sealing.UnsealableException;
import io.formrelay.submission.SubmissionParser;
import io.formrelay.submission.UnreadableSubmissionException;
import java.util.List;
import java.util.Map;
import org.apache.camel.Exchange;
import org.apache.camel.Message;
import org.apache.camel.Processor;

/**
 * The first step of accepting: makes JSON of what came in, bytes or a form.
 *
 * <p>A receipt in the inbox is the wish to deliver its submission to its target again: it is put
 * aside as {@value AcceptExchange#RECEIPT}, and what goes on is the submission that it holds. That
 * of a success is refused. A form that was released from the quarantine comes with the key that it
 * was sent with.
 */
public final class Parse implements Processor {

  /** No form has a tenth of it; naming thousands of unknown fields would take long. */
  private static final int MOST_FIELDS = 1_000;

  private static final String SUBMISSION_ID = "SubmissionId";

  private final SubmissionParser parser = new SubmissionParser();
  private final SealedFields sealed;

  /** Opens with these keys what receipts hold sealed, and nothing else. */
  public Parse(SealedFields sealed) {
    this.sealed = sealed;
  }

  @Override
  public void process(Exchange exchange) throws UnreadableSubmissionException, UnsealableException {
    Message message = exchange.getMessage();
    JsonNode document = document(message.getBody());
    String source = exchange.getProperty(AcceptExchange.SOURCE, String.class);
    if (source.startsWith("inbox/") && ReceiptReference.isReceipt(document)) {
      ReceiptReference receipt = ReceiptReference.of(document);
      // Also where the ledger does not know it: its masked fields are not what was submitted.
      if (document.path("route").asText().equals("success")) {
        throw new ConflictException(receipt.id(), ConflictException.Kind.NOT_DEAD_LETTERED);
      }
      exchange.setProperty(AcceptExchange.RECEIPT, receipt);
      document = sealed.open(receipt.id(), receipt.submission());
    }
    if (document instanceof ObjectNode form
        && Quarantine.isReleased(form.path(SUBMISSION_ID).asText(), source)) {
      JsonNode key = form.remove(TakeFormSigns.IDEMPOTENCY_KEY);
      exchange.setProperty(AcceptExchange.RELEASED, key == null ? null : key.asText());
      document = sealed.open(form.get(SUBMISSION_ID).asText(), form);
    }
    if (fields(document) > MOST_FIELDS) {
      throw UnreadableSubmissionException.tooManyFields();
    }
    message.setBody(document);
  }

  /** The names of all objects in it; the parser keeps it from being deep. */
  private static int fields(JsonNode node) {
    int fields = node.isObject() ? node.size() : 0;
    for (JsonNode each : node) {
      fields += each.isContainerNode() ? fields(each) : 0;
    }
    return fields;
  }

  @SuppressWarnings("unchecked")
  private JsonNode document(Object body) throws UnreadableSubmissionException {
    return body instanceof Map<?, ?> form
        ? parser.parseForm((Map<String, List<String>>) form)
        : parser.parse((byte[]) body);
  }
}
