package io.formrelay.running;

import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import org.junit.jupiter.api.Assumptions;

/** A small disk of a test's own, which can be filled to its last byte. */
public final class Tmpfs implements AutoCloseable {

  private final Path folder;

  private Tmpfs(Path folder) {
    this.folder = folder;
  }

  /** Mounts a disk of so many MiB; where that is not allowed the test is skipped. */
  public static Tmpfs mount(Path folder, int mib) throws IOException {
    Files.createDirectories(folder);
    boolean mounted =
        Files.isExecutable(Path.of("/bin/mount"))
            && run(
                    "mount",
                    "-t",
                    "tmpfs",
                    "-o",
                    "mode=0700,size=" + mib + "m",
                    "tmpfs",
                    folder.toString())
                == 0;
    Assumptions.assumeTrue(mounted, "no disk can be mounted here");
    return new Tmpfs(folder);
  }

  /** The disk's folder. */
  public Path folder() {
    return folder;
  }

  /** Leaves no byte free, not even in a ledger's write-ahead log that was written before. */
  public void fill() throws IOException, SQLException {
    if (Files.exists(folder.resolve("ledger.db"))) {
      try (Connection ledger =
              DriverManager.getConnection(
                  "jdbc:sqlite:" + folder.resolve("ledger.db") + "?busy_timeout=180000");
          Statement shorten = ledger.createStatement()) {
        shorten.execute("PRAGMA wal_checkpoint(TRUNCATE)");
      }
    }
    try (OutputStream ballast = Files.newOutputStream(folder.resolve(".ballast"))) {
      byte[] page = new byte[4096];
      while (true) {
        ballast.write(page);
      }
    } catch (IOException full) {
      // as intended
    }
  }

  /** Takes the filling away. */
  public void makeRoom() throws IOException {
    Files.delete(folder.resolve(".ballast"));
  }

  /** Lets nobody write on it, as a disk does that the kernel has found broken. */
  public void makeReadOnly() {
    remount("ro");
  }

  /** Lets its owner write again. */
  public void makeWritable() {
    remount("rw");
  }

  /** A disk is busy, and stays as it is, while somebody has a file open for writing on it. */
  private void remount(String how) {
    await()
        .alias(folder + " is mounted anew, " + how)
        .until(() -> run("mount", "-o", "remount," + how, folder.toString()) == 0);
  }

  @Override
  public void close() throws IOException {
    run("umount", "--lazy", folder.toString());
  }

  private static int run(String... command) throws IOException {
    try {
      return new ProcessBuilder(command)
          .redirectErrorStream(true)
          .redirectOutput(ProcessBuilder.Redirect.DISCARD)
          .start()
          .waitFor();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted", e);
    }
  }
}
