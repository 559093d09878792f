package io.formrelay.door;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.formrelay.receipt.WholeFiles;
import io.formrelay.sealing.SealedFields;
import io.formrelay.submission.Submission;
import io.formrelay.submission.SubmissionIds;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The folder {@code quarantine/} of the data folder: forms that look like spam, which are never
 * delivered from there.
 *
 * <p>{@code <id>.json} is a submission as the inbox takes it, under the id that its sender was
 * told; moved into the inbox it is delivered, and moved there twice it is delivered once. It holds
 * its idempotency key, so that it is a repeat where its sender has sent it again meanwhile. Beside
 * it {@code <id>.reason.json} says why it is here.
 */
public final class Quarantine {

  /** Whoever fills the disk with spam must not get further than this. */
  private static final int MOST = 10_000;

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Pattern ID = Pattern.compile("[A-Za-z0-9_-]{1,64}");

  private final Path folder;
  private final WholeFiles files;
  private final SealedFields sealed;

  /**
   * What is kept.
   *
   * @param id the submission's id
   * @param at when it came
   * @param reason why it is kept, as in {@code honeypot}
   * @param origin the page it was sent from
   * @param source where it came in
   * @param targets the partners it would have gone to
   */
  public record Kept(
      String id, Instant at, String reason, String origin, String source, List<String> targets) {

    /** Copies the list. */
    public Kept {
      targets = List.copyOf(targets);
    }
  }

  /**
   * Keeps below a folder.
   *
   * @param data the relay's data folder
   * @param files writes them
   * @param sealed seals what nobody shall read there
   */
  public Quarantine(Path data, WholeFiles files, SealedFields sealed) {
    this.folder = data.resolve("quarantine");
    this.files = files;
    this.sealed = sealed;
  }

  /** Lists and releases what is kept below a folder. */
  public Quarantine(Path data, WholeFiles files) {
    this(data, files, SealedFields.none());
  }

  /** Whether a submission comes from here: it is released into the inbox under its own id. */
  public static boolean isReleased(String id, String source) {
    return SubmissionIds.isMade(id) && source.equals("inbox/" + id + ".json");
  }

  /** Keeps a submission; it is on disk on return. */
  void keep(Submission submission, String reason, String origin) throws IOException {
    ObjectNode form = sealed.seal(submission.id(), submission.fields()).deepCopy();
    form.put("SubmissionId", submission.id());
    if (submission.key() != null) {
      form.put(TakeFormSigns.IDEMPOTENCY_KEY, submission.key());
    }
    ObjectNode why = JSON.createObjectNode();
    why.put("at", submission.receivedAt().toString());
    why.put("reason", reason);
    why.put("origin", origin);
    why.put("source", submission.source());
    ArrayNode targets = why.putArray("targets");
    submission.destinations().forEach(each -> targets.add(each.target()));
    Map<Path, WholeFiles.Content> both = new LinkedHashMap<>();
    both.put(reason(submission.id()), WholeFiles.Content.of(JSON.writeValueAsBytes(why)));
    both.put(form(submission.id()), WholeFiles.Content.of(JSON.writeValueAsBytes(form)));
    files.write(both);
  }

  /** Whether no more can be kept. */
  boolean isFull() throws IOException {
    if (!Files.isDirectory(folder)) {
      return false;
    }
    try (Stream<Path> names = Files.list(folder)) {
      return names.count() >= 2 * MOST;
    }
  }

  /** Everything that is kept, in the order of the ids, which is that of arrival. */
  public List<Kept> list() throws IOException {
    if (!Files.isDirectory(folder)) {
      return List.of();
    }
    List<Kept> kept = new ArrayList<>();
    try (Stream<Path> names = Files.list(folder)) {
      for (Path each : names.sorted().toList()) {
        String name = each.getFileName().toString();
        if (name.endsWith(Format.REASON)) {
          String id = name.substring(0, name.length() - Format.REASON.length());
          find(id).ifPresent(kept::add);
        }
      }
    }
    return kept;
  }

  /** What is kept under an id. */
  public Optional<Kept> find(String id) throws IOException {
    if (!ID.matcher(id).matches() || !Files.exists(form(id))) {
      return Optional.empty();
    }
    try {
      JsonNode why = JSON.readTree(Files.readAllBytes(reason(id)));
      return Optional.of(
          new Kept(
              id,
              Instant.parse(why.path("at").asText()),
              why.path("reason").asText(),
              why.path("origin").asText(),
              why.path("source").asText(),
              targets(why)));
    } catch (NoSuchFileException released) {
      return Optional.empty();
    }
  }

  private static List<String> targets(JsonNode why) {
    List<String> targets = new ArrayList<>();
    why.path("targets").forEach(each -> targets.add(each.asText()));
    return targets;
  }

  /**
   * Has a submission delivered after all: moves it into the inbox.
   *
   * @return whether there was one
   */
  public boolean release(String id, Path inbox) throws IOException {
    if (!ID.matcher(id).matches()) {
      return false;
    }
    try {
      byte[] form = Files.readAllBytes(form(id));
      files.write(Map.of(inbox.resolve(id + ".json"), WholeFiles.Content.of(form)));
    } catch (NoSuchFileException e) {
      return false;
    }
    files.delete(List.of(form(id), reason(id)));
    return true;
  }

  private Path form(String id) {
    return folder.resolve(id + ".json");
  }

  private Path reason(String id) {
    return folder.resolve(id + Format.REASON);
  }
}
