package io.formrelay.running;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.formrelay.failpoint.FailPoint;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;

/** The document on crashes and faults names what is there, and all of it. */
class CrashSafetyDocumentTest {

  private static final Path TESTS = Path.of("src/test/java");
  private static final Pattern TEST = Pattern.compile("`(\\w+(?:Test|IT))(?:#(\\w+))?`");
  private static final Pattern STEP = Pattern.compile("`([A-Z]+(?:_[A-Z]+)*)`");

  private final String document = read(FaultMatrix.DOCUMENT);

  private static String read(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Test
  void eachFaultThatTheMatrixTestsMakeIsARowAndTheOtherWayRound() {
    assertEquals(
        new TreeSet<>(Faults.ofAnAttempt().keySet()),
        new TreeSet<>(FaultMatrix.faults(FaultMatrixTest.class)));
    assertEquals(
        new TreeSet<>(Faults.thatPause().keySet()),
        new TreeSet<>(FaultMatrix.faults(FaultMatrixPauseTest.class)));
  }

  @Test
  void eachRowOfTheMatrixNamesItsTests() {
    assertEquals(List.of(), FaultMatrix.shownByNothing(TEST));
  }

  @Test
  void eachTestItNamesIsThere() throws Exception {
    List<MatchResult> named = TEST.matcher(document).results().toList();
    for (MatchResult name : named) {
      Class<?> test = test(name.group(1));
      String method = name.group(2);
      assertTrue(
          method == null
              || Arrays.stream(test.getDeclaredMethods())
                  .anyMatch(
                      each ->
                          each.getName().equals(method)
                              && (each.isAnnotationPresent(Test.class)
                                  || each.isAnnotationPresent(ParameterizedTest.class))),
          name::group);
    }
  }

  private static Class<?> test(String name) throws Exception {
    try (Stream<Path> sources = Files.walk(TESTS)) {
      Path source = sources.filter(each -> each.endsWith(name + ".java")).findFirst().orElseThrow();
      String path = TESTS.relativize(source).toString();
      return Class.forName(path.replace(".java", "").replace('/', '.'));
    }
  }

  @Test
  void theStepsItNamesAreTheFailPoints() {
    Set<String> steps = new TreeSet<>();
    Arrays.stream(FailPoint.values()).forEach(each -> steps.add(each.name()));
    Set<String> named = new TreeSet<>();
    STEP.matcher(document).results().map(each -> each.group(1)).forEach(named::add);
    named.remove("EX");
    assertEquals(steps, named);
  }
}
