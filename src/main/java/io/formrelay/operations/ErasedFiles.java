package io.formrelay.operations;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.formrelay.submission.Person;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * Finds the files that name one customer: receipts, and what the doors refused. A file that holds
 * one document is the customer's; one that holds several, or is no JSON, may be others' as well and
 * is left to a person.
 */
final class ErasedFiles {

  private static final String REASON = ".reason.json";
  private static final String JSON_FILE = ".json";

  /** What is larger is no single submission. */
  private static final int LARGEST = 1 << 20;

  private static final ObjectMapper JSON =
      JsonMapper.builder().enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS).build();

  private final Person person;
  private final Set<String> gone;
  private final Set<String> kept;
  private final ErasureWatch watch;
  private long looked;
  private final List<Path> paths = new ArrayList<>();
  private final List<Path> byHand = new ArrayList<>();
  private final Map<String, Integer> counts = new TreeMap<>();

  /**
   * Looks for a customer.
   *
   * @param gone the ids of submissions whose receipts are to go, whatever they say
   * @param kept the ids of submissions whose receipts are to stay for now
   * @param watch hears how many files have been looked at
   */
  ErasedFiles(Person person, Set<String> gone, Set<String> kept, ErasureWatch watch) {
    this.person = person;
    this.gone = gone;
    this.kept = kept;
    this.watch = watch;
  }

  /** Looks through the folders of a data folder. */
  void look(Path data) throws IOException {
    for (String folder : List.of("success", "dead-letter", "quarantine")) {
      Path root = data.resolve(folder);
      if (Files.isDirectory(root)) {
        Files.walkFileTree(root, new Visitor(data));
      }
    }
  }

  /** What is to be deleted. */
  List<Path> paths() {
    return paths;
  }

  /** What a person has to look at. */
  List<Path> byHand() {
    return byHand;
  }

  /** How many there are to be deleted, by folder; a reason counts with what it is the reason of. */
  Map<String, Integer> counts() {
    return counts;
  }

  /** How many files wait in an inbox. */
  static int count(Path folder) throws IOException {
    int[] count = {0};
    if (Files.isDirectory(folder)) {
      Files.walkFileTree(
          folder,
          new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult preVisitDirectory(Path each, BasicFileAttributes attributes) {
              return BeforeRestore.isNamed(each)
                  ? FileVisitResult.SKIP_SUBTREE
                  : FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
              count[0]++;
              return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFileFailed(Path file, IOException takenMeanwhile) {
              return FileVisitResult.CONTINUE;
            }
          });
    }
    return count[0];
  }

  private final class Visitor extends SimpleFileVisitor<Path> {

    private final Path data;

    Visitor(Path data) {
      this.data = data;
    }

    @Override
    public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
      String name = file.getFileName().toString();
      if (attributes.isRegularFile() && !name.endsWith(REASON) && !isKept(name)) {
        try {
          look(file, name, attributes.size());
        } catch (NoSuchFileException movedMeanwhile) {
          // It is an operator's, or the relay has taken it away.
        }
        watch.at(ErasureWatch.Stage.FILES, ++looked, 0);
      }
      return FileVisitResult.CONTINUE;
    }

    @Override
    public FileVisitResult visitFileFailed(Path file, IOException failure) throws IOException {
      if (failure instanceof NoSuchFileException) {
        return FileVisitResult.CONTINUE;
      }
      throw failure;
    }

    private boolean isKept(String name) {
      return name.endsWith(JSON_FILE)
          && kept.contains(name.substring(0, name.length() - JSON_FILE.length()));
    }

    private void look(Path file, String name, long size) throws IOException {
      boolean receipt =
          name.endsWith(JSON_FILE)
              && gone.contains(name.substring(0, name.length() - JSON_FILE.length()));
      if (receipt) {
        take(file);
      } else if (size > LARGEST) {
        if (isNamedInLarge(file)) {
          byHand.add(file);
        }
      } else {
        lookIn(file, new String(Files.readAllBytes(file), StandardCharsets.UTF_8));
      }
    }

    private void lookIn(Path file, String text) {
      try {
        JsonNode document = JSON.readTree(text);
        if (!person.isNamedIn(document)) {
          return;
        }
        if (document.isArray() && document.size() > 1) {
          byHand.add(file);
        } else {
          take(file);
        }
      } catch (JsonProcessingException noJson) {
        if (person.isNamedIn(text)) {
          byHand.add(file);
        }
      }
    }

    private void take(Path file) {
      paths.add(file);
      String name = file.getFileName().toString();
      for (String stem : List.of(name, name.replaceFirst("[.]json$", ""))) {
        Path reason = file.resolveSibling(stem + REASON);
        if (Files.exists(reason)) {
          paths.add(reason);
        }
      }
      Path folder = data.relativize(file);
      counts.merge(
          folder.startsWith("dead-letter")
              ? folder.subpath(0, 2).toString()
              : folder.getName(0).toString(),
          1,
          Integer::sum);
    }
  }

  /** Read in parts that overlap: a number or an address is never longer than that. */
  private boolean isNamedInLarge(Path file) throws IOException {
    int overlap = 1024;
    byte[] part = new byte[LARGEST];
    int held = 0;
    try (InputStream stream = Files.newInputStream(file)) {
      int read = stream.readNBytes(part, 0, LARGEST);
      while (read > 0) {
        if (person.isNamedIn(new String(part, 0, held + read, StandardCharsets.UTF_8))) {
          return true;
        }
        int end = held + read;
        held = Math.min(overlap, end);
        System.arraycopy(part, end - held, part, 0, held);
        read = stream.readNBytes(part, held, LARGEST - held);
      }
    }
    return false;
  }
}
