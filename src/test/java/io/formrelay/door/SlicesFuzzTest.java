package io.formrelay.door;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.formrelay.submission.MadeUp;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import net.jqwik.api.lifecycle.AfterContainer;
import net.jqwik.api.lifecycle.BeforeContainer;

/** What holds of every file in the inbox, whatever is in it. */
class SlicesFuzzTest {

  private static final ObjectMapper JSON = new ObjectMapper();
  private static Path folder;

  @BeforeContainer
  static void make() throws IOException {
    folder = Files.createTempDirectory(Path.of("target"), "slices");
  }

  @AfterContainer
  static void remove() throws IOException {
    Files.deleteIfExists(folder.resolve("file"));
    Files.deleteIfExists(folder.resolve("copy"));
    Files.delete(folder);
  }

  @Provide
  Arbitrary<List<ObjectNode>> batches() {
    return MadeUp.documents().list().ofMaxSize(4);
  }

  @Provide
  Arbitrary<String> blanks() {
    return Arbitraries.of("", " ", "\t", "\n", "\r\n \t");
  }

  private static List<String> elements(Format format, byte[] content) throws Exception {
    Path file = Files.write(folder.resolve("file"), content);
    List<String> found = new ArrayList<>();
    try (Elements elements = Elements.of(file, format)) {
      for (Elements.Element e = elements.next(); e != null; e = elements.next()) {
        assertTrue(e.offset() >= 0 && e.length() >= 0, e::toString);
        assertTrue(e.offset() + e.length() <= content.length, e::toString);
        found.add(new String(elements.bytes(e), StandardCharsets.UTF_8));
      }
    }
    return found;
  }

  @Property
  void anArrayIsCutIntoTheElementsThatAParserFinds(
      @ForAll("batches") List<ObjectNode> batch, @ForAll("blanks") String blank) throws Exception {
    List<String> texts = batch.stream().map(JsonNode::toString).toList();
    String file =
        blank + "[" + blank + String.join(blank + "," + blank, texts) + blank + "]" + blank;
    // Halves of surrogate pairs do not come through UTF-8.
    byte[] content = file.getBytes(StandardCharsets.UTF_8);
    List<JsonNode> whole = new ArrayList<>();
    JSON.readTree(content).forEach(whole::add);

    List<String> cut = elements(Format.JSON, content);

    assertEquals(whole.size(), cut.size());
    for (int i = 0; i < cut.size(); i++) {
      assertEquals(whole.get(i), JSON.readTree(cut.get(i)));
    }
  }

  @Property
  void linesAreCutAtTheirEndsAndNowhereElse(
      @ForAll("batches") List<ObjectNode> batch, @ForAll boolean ended, @ForAll boolean returns)
      throws Exception {
    List<String> texts =
        batch.stream()
            .map(
                each ->
                    new String(
                        each.toString().getBytes(StandardCharsets.UTF_8), StandardCharsets.UTF_8))
            .toList();
    String end = returns ? "\r\n" : "\n";
    String file = String.join(end, texts) + (ended ? end : "");

    assertEquals(texts, elements(Format.LINES, file.getBytes(StandardCharsets.UTF_8)));
  }

  @Property
  void bytesOfAnyKindAreCutOrTheFileIsUnreadable(@ForAll @Size(max = 300) byte[] content)
      throws Exception {
    elements(Format.LINES, content);
    try {
      elements(Format.JSON, content);
    } catch (UnreadableFileException refused) {
      assertTrue(refused.refusal().reasonEn().length() > 5);
    }
  }

  @Property
  void aCopyWithHolesHasTheSameBytes(
      @ForAll @Size(max = 6) List<@IntRange(max = 2) Integer> blocks,
      @ForAll @IntRange(max = 70_000) int rest,
      @ForAll @IntRange(max = 1_000) int offset)
      throws IOException {
    AtomicInteger at = new AtomicInteger();
    byte[] content = new byte[blocks.size() * 65_536 + rest];
    for (int block : blocks) {
      Arrays.fill(content, at.get(), at.addAndGet(65_536), (byte) block);
    }
    int begin = Math.min(offset, content.length);
    Path file = Files.write(folder.resolve("file"), content);
    Path copy = Files.write(folder.resolve("copy"), new byte[0]);
    try (FileChannel from = FileChannel.open(file, StandardOpenOption.READ);
        FileChannel to = FileChannel.open(copy, StandardOpenOption.WRITE)) {
      new HoleyCopy(from, to).copy(begin, content.length - begin);
    }
    assertArrayEquals(Arrays.copyOfRange(content, begin, content.length), Files.readAllBytes(copy));
  }
}
