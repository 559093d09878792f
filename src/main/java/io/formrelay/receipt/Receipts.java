package io.formrelay.receipt;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectWriter;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.formrelay.ledger.Attempt;
import io.formrelay.ledger.Delivery;
import io.formrelay.ledger.State;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Files the receipts of ended deliveries: {@code success/<target>/<yyyy-MM-dd>/<id>.json} by the
 * UTC day of its end, and {@code dead-letter/<target>/<id>.json}.
 *
 * <p>A receipt says what was delivered, with what outcome after which attempts, as pretty-printed
 * UTF-8 JSON. It is written whole or not at all. Not for use by several threads at once, {@link
 * #retract} apart.
 */
public final class Receipts {

  private static final Logger LOG = LoggerFactory.getLogger(Receipts.class);
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final DefaultIndenter TWO_SPACES = new DefaultIndenter("  ", "\n");
  private static final ObjectWriter PRETTY =
      JSON.writer(
          new DefaultPrettyPrinter().withObjectIndenter(TWO_SPACES).withArrayIndenter(TWO_SPACES));
  private static final DateTimeFormatter DAY =
      DateTimeFormatter.ofPattern("uuuu-MM-dd", Locale.ROOT).withZone(ZoneOffset.UTC);
  private static final String MASK = "***";

  private final Path success;
  private final Path deadLetter;
  private final Set<String> masked;
  private final WholeFiles files;

  /**
   * Files below a folder.
   *
   * @param data the relay's data folder
   * @param masked the names of the fields whose values {@code success/} must not show
   * @param files writes them
   */
  public Receipts(Path data, Set<String> masked, WholeFiles files) {
    this.success = data.resolve("success");
    this.deadLetter = data.resolve("dead-letter");
    this.masked = Set.copyOf(masked);
    this.files = files;
  }

  /**
   * Files the receipts of ended deliveries, over those that are there; all are on disk on return. A
   * delivery that succeeded after all takes its dead-letter receipt away.
   *
   * @throws IOException where any could not be filed; filing all of them again is right
   * @throws IllegalArgumentException where a delivery has not ended
   */
  public void file(List<Delivery> deliveries) throws IOException {
    Map<Path, WholeFiles.Content> receipts = new LinkedHashMap<>();
    List<Path> outdated = new ArrayList<>();
    for (Delivery delivery : deliveries) {
      receipts.put(place(delivery), WholeFiles.Content.of(receipt(delivery)));
      if (delivery.state() == State.SUCCEEDED) {
        outdated.add(deadLetter(delivery.submissionId(), delivery.target()));
      }
    }
    files.write(receipts);
    files.delete(outdated);
  }

  /**
   * Takes the receipt of a dead letter away, because the delivery is under way again.
   *
   * @param id the submission's id
   * @param target the partner's name
   * @param completedAt the end that the receipt tells of, as it stands there: a delivery that has
   *     ended anew meanwhile keeps its new receipt
   * @return whether there was one
   */
  public boolean retract(String id, String target, String completedAt) throws IOException {
    Path receipt = deadLetter(id, target);
    if (!Files.isRegularFile(receipt)
        || !JSON.readTree(receipt.toFile()).path("completedAt").asText().equals(completedAt)) {
      return false;
    }
    return files.delete(List.of(receipt)) > 0;
  }

  private Path place(Delivery delivery) {
    if (!delivery.state().ended()) {
      throw new IllegalArgumentException("not ended: " + delivery.state().text());
    }
    return delivery.state() == State.SUCCEEDED
        ? success
            .resolve(safe(delivery.target()))
            .resolve(DAY.format(delivery.completedAt()))
            .resolve(safe(delivery.submissionId()) + ".json")
        : deadLetter(delivery.submissionId(), delivery.target());
  }

  private Path deadLetter(String id, String target) {
    return deadLetter.resolve(safe(target)).resolve(safe(id) + ".json");
  }

  /** Names are checked where they enter; this keeps a mistake there from leaving the folder. */
  private static String safe(String name) {
    return URLEncoder.encode(name, StandardCharsets.UTF_8).replace(".", "%2E");
  }

  private byte[] receipt(Delivery delivery) throws IOException {
    boolean succeeded = delivery.state() == State.SUCCEEDED;
    ObjectNode receipt = JSON.createObjectNode();
    receipt.put("id", delivery.submissionId());
    receipt.put("target", delivery.target());
    receipt.put("source", delivery.source());
    receipt.put("receivedAt", delivery.receivedAt().toString());
    receipt.put("completedAt", delivery.completedAt().toString());
    receipt.put("route", succeeded ? "success" : "dead-letter");
    receipt.put("resultCode", delivery.resultCode());
    receipt.put("message", delivery.message());
    receipt.put("reference", delivery.reference());
    ArrayNode attempts = receipt.putArray("attempts");
    for (Attempt attempt : delivery.history()) {
      ObjectNode one = attempts.addObject();
      one.put("at", attempt.at().toString());
      one.put("httpStatus", attempt.httpStatus());
      one.put("resultCode", attempt.resultCode());
      one.put("message", attempt.message());
      one.put("durationMs", attempt.durationMs());
    }
    receipt.set("submission", submission(delivery, succeeded));
    return PRETTY.writeValueAsBytes(receipt);
  }

  private JsonNode submission(Delivery delivery, boolean mask) {
    try {
      JsonNode fields = JSON.readTree(delivery.body());
      if (mask && fields instanceof ObjectNode submission) {
        masked.stream().filter(submission::has).forEach(field -> submission.put(field, MASK));
      }
      return fields;
    } catch (JsonProcessingException e) {
      // A receipt without its fields is better than a queue of receipts that stops at this one.
      LOG.error("The fields of {} in the ledger are not JSON", delivery.submissionId());
      return null;
    }
  }
}
