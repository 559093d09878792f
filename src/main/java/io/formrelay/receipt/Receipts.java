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
import io.formrelay.ledger.Ended;
import io.formrelay.ledger.State;
import io.formrelay.sealing.SealedFields;
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
 * #retract} and {@link #remove} apart.
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
  private final SealedFields sealed;
  private final WholeFiles files;

  /**
   * Files below a folder.
   *
   * @param data the relay's data folder
   * @param masked the names of the fields whose values {@code success/} must not show
   * @param sealed seals the same fields in {@code dead-letter/}, from where they come back
   * @param files writes them
   */
  public Receipts(Path data, Set<String> masked, SealedFields sealed, WholeFiles files) {
    this.sealed = sealed;
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
      receipts.put(place(delivery.end()), WholeFiles.Content.of(receipt(delivery)));
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

  /**
   * Takes receipts away, those of dead letters only where they tell of that end.
   *
   * @return how many there were
   */
  public int remove(List<Ended> ends) throws IOException {
    List<Path> receipts = new ArrayList<>();
    for (Ended end : ends) {
      Path receipt = place(end);
      if (end.state() == State.SUCCEEDED || tellsOf(receipt, end.completedAt().toString())) {
        receipts.add(receipt);
      }
    }
    return files.delete(receipts);
  }

  /** What somebody left half edited tells of nothing else. */
  private static boolean tellsOf(Path receipt, String completedAt) throws IOException {
    if (!Files.isRegularFile(receipt)) {
      return false;
    }
    try {
      return JSON.readTree(receipt.toFile()).path("completedAt").asText().equals(completedAt);
    } catch (JsonProcessingException broken) {
      return true;
    }
  }

  private Path place(Ended end) {
    if (!end.state().ended()) {
      throw new IllegalArgumentException("not ended: " + end.state().text());
    }
    return end.state() == State.SUCCEEDED
        ? success
            .resolve(safe(end.target()))
            .resolve(DAY.format(end.completedAt()))
            .resolve(safe(end.submissionId()) + ".json")
        : deadLetter(end.submissionId(), end.target());
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
      if (!(fields instanceof ObjectNode submission)) {
        return fields;
      }
      if (mask) {
        masked.stream().filter(submission::has).forEach(field -> submission.put(field, MASK));
        return submission;
      }
      return sealed.seal(delivery.submissionId(), submission);
    } catch (JsonProcessingException e) {
      // A receipt without its fields is better than a queue of receipts that stops at this one.
      LOG.error("The fields of {} in the ledger are not JSON", delivery.submissionId());
      return null;
    }
  }
}
