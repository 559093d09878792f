package io.formrelay.door;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ElementsTest {

  @TempDir Path folder;

  private List<String> elements(Format format, String content) throws Exception {
    Path file = Files.writeString(folder.resolve("file"), content);
    List<String> found = new ArrayList<>();
    try (Elements elements = Elements.of(file, format)) {
      for (Elements.Element e = elements.next(); e != null; e = elements.next()) {
        assertEquals(found.size() + 1, e.number());
        found.add(new String(elements.bytes(e), StandardCharsets.UTF_8));
      }
    }
    return found;
  }

  @Test
  void everyKindOfElementIsCutOutExactly() throws Exception {
    assertEquals(
        List.of("-12.5e+3", "0", "true", "false", "null", "\"\"", "\"a\\\\\\\"]\"", "[]", "{}"),
        elements(
            Format.JSON, "[ -12.5e+3,0 , true,false\n,null,\"\" , \"a\\\\\\\"]\"\t,[],{} ]  \n"));
  }

  @Test
  void elementsThatCrossTheEdgesOfBuffersAreCutOutExactly() throws Exception {
    List<String> expected = new ArrayList<>();
    for (int i = 0; i < 500; i++) {
      expected.add("{\"ğ" + i + "\":[\"" + "ü😀}".repeat(i % 97) + "\",{\"x\":" + i + "}]}");
    }
    assertEquals(expected, elements(Format.JSON, "[" + String.join(" ,\n", expected) + "]"));
    assertEquals(expected, elements(Format.LINES, String.join("\r\n", expected)));
  }

  @Test
  void aDeepElementDoesNotStopItsNeighbours() throws Exception {
    String deep = "[".repeat(30_000) + "]".repeat(30_000);
    assertEquals(List.of("1", deep, "2"), elements(Format.JSON, "[1," + deep + ",2]"));
  }

  @Test
  void ofAnElementThatIsTooLargeOnlyThePlaceIsKnown() throws Exception {
    Path file = Files.writeString(folder.resolve("a.json"), "[\"" + "x".repeat(65_534) + "\",1]");
    Path larger = Files.writeString(folder.resolve("b.json"), "[\"" + "x".repeat(65_535) + "\",1]");
    try (Elements fits = Elements.of(file, Format.JSON);
        Elements toolarge = Elements.of(larger, Format.JSON)) {
      assertFalse(fits.next().tooLarge());
      Elements.Element element = toolarge.next();
      assertTrue(element.tooLarge());
      assertEquals(new Elements.Element(1, 1, 65_537), element);
    }
  }

  @Test
  void aTextThatIsTooLargeIsOneElementLikeAnyOther() throws Exception {
    String text = "\"" + "\\\"]".repeat(100_000) + "\"";
    Path file = Files.writeString(folder.resolve("a.json"), "[" + text + " , 1]");
    try (Elements elements = Elements.of(file, Format.JSON)) {
      assertEquals(new Elements.Element(1, 1, 300_002), elements.next());
      assertEquals(new Elements.Element(2, 300_006, 1), elements.next());
      assertNull(elements.next());
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        " ",
        "\uFEFF",
        "{",
        "[1,]",
        "[1 2]",
        "{} {}",
        "[] x",
        "[1]]",
        "'a'",
        "// c\n{}",
        "[NaN]",
        "[01]",
        "[\"\t\"]",
        "{\"a\":1,}",
        "nul",
        "[tru]",
        "\u0000{}"
      })
  void whatIsNotOneJsonValueFromBeginningToEndIsUnreadable(String content) throws IOException {
    Path file = Files.writeString(folder.resolve("bad.json"), content);
    assertThrows(UnreadableFileException.class, () -> Elements.of(file, Format.JSON));
  }

  @Test
  void linesAreFoundWhateverEndsThem() throws Exception {
    assertEquals(
        List.of("1", " 2", "3\t", "x\ry", "4"),
        elements(Format.LINES, "\uFEFF1\n\n 2\r\n \t\r\n3\t\r\nx\ry\n4"));
    assertEquals(List.of(), elements(Format.LINES, "\uFEFF\n"));
  }
}
