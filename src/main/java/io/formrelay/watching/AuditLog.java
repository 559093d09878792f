package io.formrelay.watching;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.formrelay.receipt.WholeFiles;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Who did what and when: {@code audit/audit.log} in the data folder, one JSON object a line.
 *
 * <p>Lines are only ever added, each synced: one before something is done ({@code asked}), without
 * which it is not done, and one after ({@code done} or {@code failed}). A relay and the commands
 * beside it may write at once. Safe for use by many threads.
 */
public final class AuditLog {

  /** What a deed does. */
  @FunctionalInterface
  public interface Work<T, E extends Exception> {
    /** Does it. */
    T run() throws E;
  }

  private static final Logger LOG = LoggerFactory.getLogger(AuditLog.class);
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Set<OpenOption> APPEND =
      Set.of(StandardOpenOption.CREATE, StandardOpenOption.APPEND, LinkOption.NOFOLLOW_LINKS);

  /** No line is longer, since what it says is cut. */
  private static final long LONGEST_LINE = 8 * 1024;

  private final Path file;
  private final Clock clock;

  /** A log in a data folder; made when the first line is written. */
  public AuditLog(Path data, Clock clock) {
    this.file = data.toAbsolutePath().resolve("audit").resolve("audit.log");
    this.clock = clock;
  }

  /**
   * Does something, and notes before and after that it was done.
   *
   * @param outcome what came of it, in words
   * @return what the work returned
   * @throws AuditException where the first line could not be written: then nothing was done. A
   *     brake is done all the same, and the relay's own log tells of it
   */
  public <T, E extends Exception> T carryOut(
      Deed deed, Work<T, E> work, Function<T, String> outcome) throws E {
    try {
      write(deed, "asked");
    } catch (IOException e) {
      if (!deed.isBrake()) {
        throw new AuditException(file, e);
      }
      LOG.error("{} is done though the audit log cannot be written", deed, e);
    }
    boolean done = false;
    String result = "failed";
    try {
      T made = work.run();
      done = true;
      String said = outcome.apply(made);
      result = said.isEmpty() ? "done" : "done: " + said;
      return made;
    } catch (Exception e) {
      result = done ? "done" : "failed: " + Deed.impersonal(String.valueOf(e.getMessage()));
      throw e;
    } finally {
      after(deed, result);
    }
  }

  /** What is done is done, and its first line stands. */
  private void after(Deed deed, String result) {
    try {
      write(deed, result);
    } catch (IOException e) {
      LOG.error("the audit log does not tell the outcome of {}: {}", deed.what(), result, e);
    }
  }

  private synchronized void write(Deed deed, String result) throws IOException {
    ObjectNode line = JSON.createObjectNode();
    line.put("at", clock.instant().toString());
    line.put("who", deed.by().who());
    line.put("via", deed.by().via());
    line.put("what", deed.what());
    put(line, "target", deed.target());
    put(line, "id", deed.id());
    put(line, "filter", deed.filter());
    put(line, "reason", deed.reason());
    line.put("result", Deed.cut(result));
    boolean isNew = Files.notExists(file, LinkOption.NOFOLLOW_LINKS);
    if (isNew) {
      folder();
    }
    try (FileChannel log = FileChannel.open(file, APPEND, ownersAlone())) {
      // What a full disk or a crash cut off must not spoil the next line.
      String start = endsInTheMiddle() ? "\n" : "";
      ByteBuffer bytes =
          ByteBuffer.wrap(
              (start + JSON.writeValueAsString(line) + "\n").getBytes(StandardCharsets.UTF_8));
      while (bytes.hasRemaining()) {
        log.write(bytes);
      }
      log.force(true);
    }
    if (isNew) {
      syncFolder();
    }
  }

  private static void put(ObjectNode line, String name, String value) {
    if (value != null) {
      line.put(name, value);
    }
  }

  private void folder() throws IOException {
    try (WholeFiles files = new WholeFiles()) {
      files.folder(file.getParent());
    }
  }

  private void syncFolder() throws IOException {
    try (WholeFiles files = new WholeFiles()) {
      files.sync(file.getParent());
    }
  }

  private boolean endsInTheMiddle() throws IOException {
    try (FileChannel log = FileChannel.open(file, StandardOpenOption.READ)) {
      ByteBuffer last = ByteBuffer.allocate(1);
      return log.size() > 0 && log.read(last, log.size() - 1) == 1 && last.get(0) != '\n';
    }
  }

  /**
   * The newest lines.
   *
   * @param most how many at the most
   * @return newest first; one that was cut off is left out
   * @throws IOException where there are lines that cannot be read
   */
  public List<JsonNode> newest(int most) throws IOException {
    List<JsonNode> lines = new ArrayList<>();
    for (String line : tail(most * LONGEST_LINE).split("\n")) {
      try {
        JsonNode read = JSON.readTree(line);
        if (read.isObject()) {
          lines.add(read);
        }
      } catch (JsonProcessingException cutOff) {
        LOG.debug("a line of the audit log is not whole", cutOff);
      }
    }
    Collections.reverse(lines);
    return List.copyOf(lines.subList(0, Math.min(most, lines.size())));
  }

  private String tail(long longest) throws IOException {
    try (FileChannel log = FileChannel.open(file, StandardOpenOption.READ)) {
      long from = Math.max(0, log.size() - longest);
      ByteBuffer bytes = ByteBuffer.allocate((int) (log.size() - from));
      while (bytes.hasRemaining() && log.read(bytes, from + bytes.position()) >= 0) {
        continue;
      }
      return new String(bytes.array(), 0, bytes.position(), StandardCharsets.UTF_8);
    } catch (NoSuchFileException nothingYet) {
      return "";
    }
  }

  private FileAttribute<?>[] ownersAlone() {
    return file.getFileSystem().supportedFileAttributeViews().contains("posix")
        ? new FileAttribute<?>[] {
          PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"))
        }
        : new FileAttribute<?>[0];
  }
}
