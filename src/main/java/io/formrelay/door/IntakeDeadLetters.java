package io.formrelay.door;

import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectWriter;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.formrelay.receipt.WholeFiles;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Keeps what the folder door refuses in {@code dead-letter/intake}, its bytes unchanged, each with
 * a {@code .reason.json} beside it.
 *
 * <p>A file that is refused as a whole keeps its name; the third element of {@code bad.jsonl}
 * becomes {@code bad.3.json}. A name that another arrival has taken gets a number ({@code
 * bad-2.json}): nothing is ever overwritten. Filing the same element of the same arrival again,
 * after a crash, changes nothing. The reason is renamed into place before the bytes, because it
 * says whose the name is.
 */
public final class IntakeDeadLetters {

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final DefaultIndenter TWO_SPACES = new DefaultIndenter("  ", "\n");
  private static final ObjectWriter PRETTY =
      JSON.writer(
          new DefaultPrettyPrinter().withObjectIndenter(TWO_SPACES).withArrayIndenter(TWO_SPACES));

  private final Path folder;
  private final Clock clock;
  private final WholeFiles files;

  /**
   * Something that is refused.
   *
   * @param claim the file
   * @param element the element; null where the whole file is refused
   * @param refusal why
   */
  record Refused(Claim claim, Elements.Element element, Refusal refusal) {

    String intake() {
      return element == null ? claim.token() : claim.intake(element.number());
    }

    private String name(int copy) {
      String stem = element == null ? claim.stem() : claim.stem() + "." + element.number();
      return stem + (copy == 1 ? "" : "-" + copy) + (element == null ? claim.ending() : ".json");
    }
  }

  /**
   * Files below a folder.
   *
   * @param data the relay's data folder
   * @param clock tells when something was refused
   * @param files writes them
   */
  public IntakeDeadLetters(Path data, Clock clock, WholeFiles files) {
    this.folder = data.resolve("dead-letter").resolve("intake");
    this.clock = clock;
    this.files = files;
  }

  /** Files what is refused; all of it is on disk on return. */
  void file(List<Refused> all) throws IOException {
    Map<Path, WholeFiles.Content> letters = new LinkedHashMap<>();
    for (Refused refused : all) {
      int copy = 1;
      while (letters.containsKey(letter(refused, copy)) || isTaken(refused, copy)) {
        copy++;
      }
      letters.put(reason(refused, copy), WholeFiles.Content.of(reason(refused)));
      letters.put(letter(refused, copy), to -> copyBytes(refused, to));
    }
    files.write(letters);
  }

  private Path letter(Refused refused, int copy) {
    return folder.resolve(refused.name(copy));
  }

  private Path reason(Refused refused, int copy) {
    return folder.resolve(refused.name(copy) + Format.REASON);
  }

  private boolean isTaken(Refused refused, int copy) throws IOException {
    try {
      byte[] reason = Files.readAllBytes(reason(refused, copy));
      return !refused.intake().equals(JSON.readTree(reason).path("intake").textValue());
    } catch (NoSuchFileException e) {
      return Files.exists(letter(refused, copy), LinkOption.NOFOLLOW_LINKS);
    } catch (com.fasterxml.jackson.core.JsonProcessingException e) {
      return true;
    }
  }

  private byte[] reason(Refused refused) throws IOException {
    Refusal refusal = refused.refusal();
    ObjectNode reason = JSON.createObjectNode();
    reason.put("file", refused.claim().name());
    reason.put("element", refused.element() == null ? null : refused.element().number());
    reason.put("source", refused.claim().source());
    reason.put("refusedAt", clock.instant().toString());
    reason.putObject("reason").put("tr", refusal.reasonTr()).put("en", refusal.reasonEn());
    ArrayNode errors = reason.putArray("errors");
    for (int i = 0; i < refusal.errorsTr().size(); i++) {
      ObjectNode error = errors.addObject();
      error.put("field", refusal.errorsTr().get(i).field());
      error
          .putObject("message")
          .put("tr", refusal.errorsTr().get(i).message())
          .put("en", refusal.errorsEn().get(i).message());
    }
    reason.put("intake", refused.intake());
    return PRETTY.writeValueAsBytes(reason);
  }

  private static void copyBytes(Refused refused, FileChannel to) throws IOException {
    Path path = refused.claim().path();
    try (FileChannel from =
        FileChannel.open(path, StandardOpenOption.READ, LinkOption.NOFOLLOW_LINKS)) {
      long offset = refused.element() == null ? 0 : refused.element().offset();
      long length = refused.element() == null ? from.size() : refused.element().length();
      new HoleyCopy(from, to).copy(offset, length);
    }
  }
}
