package io.formrelay.receipt;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.formrelay.ledger.Attempt;
import io.formrelay.ledger.Delivery;
import io.formrelay.ledger.State;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Stream;

/** Reads what {@link Receipts} has filed: the receipts of {@code success/} come first. */
public final class FiledReceipts {

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final int GROUP = 500;
  private static final Map<String, State> ROUTES =
      Map.of("success", State.SUCCEEDED, "dead-letter", State.DEAD_LETTERED);

  private final Path data;

  /** Reads below a relay's data folder. */
  public FiledReceipts(Path data) {
    this.data = data;
  }

  /** Whether there is any file below the folders of receipts. */
  public boolean any() throws IOException {
    for (String folder : List.of("success", "dead-letter")) {
      if (Files.isDirectory(data.resolve(folder))) {
        try (Stream<Path> files = Files.walk(data.resolve(folder))) {
          if (files.anyMatch(Files::isRegularFile)) {
            return true;
          }
        }
      }
    }
    return false;
  }

  /**
   * Reads all of them, some at a time.
   *
   * @param some takes deliveries as their receipts tell of them
   * @return the files that are no receipts
   */
  public List<Path> read(Consumer<List<Delivery>> some) throws IOException {
    List<Path> strange = new ArrayList<>();
    for (String folder : List.of("success", "dead-letter")) {
      if (Files.isDirectory(data.resolve(folder))) {
        read(data.resolve(folder), some, strange);
      }
    }
    return strange;
  }

  private void read(Path folder, Consumer<List<Delivery>> some, List<Path> strange)
      throws IOException {
    List<Delivery> group = new ArrayList<>();
    try (Stream<Path> files = Files.walk(folder)) {
      for (Iterator<Path> each = files.filter(this::isReceipt).iterator(); each.hasNext(); ) {
        Path file = each.next();
        try {
          group.add(receipt(JSON.readTree(Files.readAllBytes(file))));
        } catch (IOException | DateTimeException | IllegalArgumentException e) {
          strange.add(file);
        }
        if (group.size() == GROUP) {
          some.accept(List.copyOf(group));
          group.clear();
        }
      }
    }
    some.accept(List.copyOf(group));
  }

  private boolean isReceipt(Path file) {
    String name = file.getFileName().toString();
    return Files.isRegularFile(file)
        && name.endsWith(".json")
        && !name.startsWith(".")
        && !file.startsWith(data.resolve("dead-letter").resolve("intake"));
  }

  private static Delivery receipt(JsonNode receipt) {
    State state = ROUTES.get(receipt.path("route").asText());
    String id = receipt.path("id").asText();
    String target = receipt.path("target").asText();
    if (state == null || id.isEmpty() || target.isEmpty()) {
      throw new IllegalArgumentException("no receipt");
    }
    List<Attempt> history = new ArrayList<>();
    receipt.path("attempts").forEach(attempt -> history.add(attempt(attempt)));
    return new Delivery(
        id,
        target,
        receipt.path("source").asText(),
        Instant.parse(receipt.path("receivedAt").asText()),
        receipt.path("submission").toString(),
        state,
        0,
        history,
        null,
        Instant.parse(receipt.path("completedAt").asText()),
        receipt.path("resultCode").textValue(),
        receipt.path("message").textValue(),
        receipt.path("reference").textValue());
  }

  private static Attempt attempt(JsonNode attempt) {
    return new Attempt(
        Instant.parse(attempt.path("at").asText()),
        attempt.path("httpStatus").isInt() ? attempt.path("httpStatus").intValue() : null,
        attempt.path("resultCode").textValue(),
        attempt.path("message").textValue(),
        attempt.path("durationMs").longValue());
  }
}
