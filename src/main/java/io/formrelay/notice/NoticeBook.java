package io.formrelay.notice;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.formrelay.receipt.WholeFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What was told when, and what is still to be sent: a small file that is written whole, readable by
 * its owner alone. Where it is lost or cannot be read, what is wrong is told again; nothing is told
 * less often for it.
 */
public final class NoticeBook {

  private static final Logger LOG = LoggerFactory.getLogger(NoticeBook.class);
  private static final ObjectMapper JSON = new ObjectMapper();

  private final Path file;
  private final WholeFiles files;
  private final Map<String, Standing> standings = new TreeMap<>();
  private final List<Notice> unsent = new ArrayList<>();
  private boolean changed;

  /** Reads the book, or begins one where there is none. */
  public NoticeBook(Path file, WholeFiles files) {
    this.file = file;
    this.files = files;
    try {
      JsonNode read = JSON.readTree(Files.readAllBytes(file));
      read.path("causes")
          .properties()
          .forEach(each -> standings.put(each.getKey(), standing(each.getValue())));
      read.path("unsent").forEach(each -> unsent.add(notice(each)));
    } catch (NoSuchFileException begun) {
      // nobody has been told of anything yet
    } catch (IOException | DateTimeException | IllegalArgumentException e) {
      LOG.warn("{} cannot be read: what is wrong is notified again", file, e);
      standings.clear();
      unsent.clear();
    }
  }

  Optional<Standing> standing(Cause cause) {
    return Optional.ofNullable(standings.get(cause.key()));
  }

  /** Remembers how a cause stands, and what is to be sent of it in place of what was not sent. */
  void note(Cause cause, Standing standing, List<Notice> notices) {
    standings.put(cause.key(), standing);
    unsent.removeIf(each -> each.cause().equals(cause));
    unsent.addAll(notices);
    changed = true;
  }

  /** What is to be sent, the oldest first. */
  List<Notice> unsent() {
    return List.copyOf(unsent);
  }

  void sent(Notice notice) {
    changed |= unsent.remove(notice);
  }

  /** Drops what goes by a way that is not configured any more. */
  void keep(List<Way> ways) {
    changed |= unsent.removeIf(each -> !ways.contains(each.way()));
  }

  /**
   * Writes what has changed, if anything has.
   *
   * @throws IOException where it cannot be written; then the next call tries again
   */
  void save() throws IOException {
    if (!changed) {
      return;
    }
    ObjectNode all = JSON.createObjectNode();
    ObjectNode causes = all.putObject("causes");
    standings.forEach(
        (key, standing) ->
            causes
                .putObject(key)
                .put("wrong", standing.wrong())
                .put("since", text(standing.since()))
                .put("toldAt", text(standing.toldAt())));
    unsent.forEach(each -> write(all.withArray("unsent").addObject(), each));
    files.write(Map.of(file, WholeFiles.Content.of(JSON.writeValueAsBytes(all))));
    changed = false;
  }

  private static void write(ObjectNode node, Notice notice) {
    node.put("way", notice.way().name())
        .put("kind", notice.cause().kind().name())
        .put("target", notice.cause().target())
        .put("wrong", notice.wrong())
        .put("at", text(notice.at()))
        .put("since", text(notice.since()))
        .put("count", notice.count())
        .put("reason", notice.reason());
  }

  private static Notice notice(JsonNode node) {
    return new Notice(
        Way.valueOf(node.path("way").asText()),
        new Cause(Cause.Kind.valueOf(node.path("kind").asText()), node.path("target").asText()),
        node.path("wrong").asBoolean(),
        Instant.parse(node.path("at").asText()),
        time(node.path("since")),
        node.path("count").asLong(),
        node.path("reason").asText());
  }

  private static Standing standing(JsonNode node) {
    return new Standing(
        node.path("wrong").asBoolean(),
        time(node.path("since")),
        Instant.parse(node.path("toldAt").asText()));
  }

  private static String text(Instant time) {
    return time == null ? null : time.toString();
  }

  private static Instant time(JsonNode node) {
    return node.isTextual() ? Instant.parse(node.asText()) : null;
  }
}
