package io.formrelay.packaged;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/**
 * A class-data archive of the packaged relay, made once a build: tests that start it dozens of
 * times wait half as long.
 */
final class ClassArchive {

  private static final Path JAVA = Path.of(System.getProperty("java.home"));
  private static final Path JAR = Path.of("target/formrelay.jar").toAbsolutePath();
  private static final Path ARCHIVE = Path.of("target/formrelay-tests.jsa").toAbsolutePath();

  private ClassArchive() {}

  /** A command whose relay starts from the archive. */
  static RelayCommand used(RelayCommand command, Path scratch) throws IOException {
    boolean fresh =
        Files.exists(ARCHIVE)
            && Files.getLastModifiedTime(ARCHIVE).compareTo(Files.getLastModifiedTime(JAR)) > 0;
    if (!fresh) {
      make(scratch);
    }
    return command.java(JAVA, "-XX:SharedArchiveFile=" + ARCHIVE);
  }

  private static void make(Path scratch) throws IOException {
    Path classes = scratch.resolve("classes");
    Path wish = Files.writeString(scratch.resolve("once"), "INTERRUPTED_FOUND");
    RelayCommand command =
        RelayCommand.complete(scratch.resolve("unused"), "http://127.0.0.1:9")
            .java(JAVA, "-XX:DumpLoadedClassList=" + classes)
            .with("formrelay.halt-at", wish.toString());
    try (PackagedRelay relay = command.start()) {
      assertEquals(86, relay.exitCode(), relay::output);
    }
    Path log = scratch.resolve("archive.log");
    Path made = Files.createTempFile(ARCHIVE.getParent(), "formrelay-tests", ".jsa");
    Process dump =
        new ProcessBuilder(
                JAVA.resolve("bin/java").toString(),
                "-Xshare:dump",
                "-XX:SharedClassListFile=" + classes,
                "-XX:SharedArchiveFile=" + made,
                "-cp",
                JAR.toString())
            .redirectErrorStream(true)
            .redirectOutput(log.toFile())
            .start();
    try {
      assertEquals(0, dump.waitFor(), Files.readString(log));
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
    // Another test may want it at the same time: it is there whole or not at all.
    Files.move(made, ARCHIVE, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
  }
}
