package io.formrelay.receipt;

import io.formrelay.failpoint.FailPoint;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/**
 * Writes files whole or not at all, on disk when the call returns, readable by their owner alone.
 *
 * <p>A file is written beside its place under a name that starts with a dot, synced, and renamed
 * into place; then its folder is synced. Files are 0600, folders 0700. Many files cost little more
 * than one: they are synced side by side, and each folder once. No two calls may write the same
 * path at the same time.
 */
public final class WholeFiles implements AutoCloseable {

  /** What a file is to hold. */
  @FunctionalInterface
  public interface Content {
    /** Writes all of it at the channel's position. */
    void writeTo(FileChannel channel) throws IOException;

    /** Bytes that are at hand. */
    static Content of(byte[] bytes) {
      return channel -> {
        ByteBuffer buffer = ByteBuffer.wrap(bytes);
        while (buffer.hasRemaining()) {
          channel.write(buffer);
        }
      };
    }
  }

  /** A disk commits syncs together that arrive together: 16 at once took an eighth of the time. */
  private static final int SYNCS_AT_ONCE = 16;

  private static final Set<OpenOption> NEW_FILE =
      Set.of(
          StandardOpenOption.CREATE,
          StandardOpenOption.TRUNCATE_EXISTING,
          StandardOpenOption.WRITE,
          LinkOption.NOFOLLOW_LINKS);

  private final boolean posix =
      FileSystems.getDefault().supportedFileAttributeViews().contains("posix");
  private final ThreadPoolExecutor syncs =
      new ThreadPoolExecutor(
          SYNCS_AT_ONCE,
          SYNCS_AT_ONCE,
          10,
          TimeUnit.SECONDS,
          new LinkedBlockingQueue<>(),
          task -> {
            Thread thread = new Thread(task, "sync");
            thread.setDaemon(true);
            return thread;
          });

  /** Makes a writer that is to be closed after its last call. */
  public WholeFiles() {
    syncs.allowCoreThreadTimeOut(true);
  }

  /**
   * Writes files, over those that are there, and renames them into place in the order given.
   *
   * @throws IOException where any could not be written: those not yet renamed leave no trace
   */
  public void write(Map<Path, Content> files) throws IOException {
    Map<Path, Path> temporaries = new LinkedHashMap<>();
    try {
      for (Map.Entry<Path, Content> file : files.entrySet()) {
        Path path = file.getKey().toAbsolutePath();
        folder(path.getParent());
        Path temporary = path.resolveSibling("." + path.getFileName() + ".tmp");
        temporaries.put(path, temporary);
        try (FileChannel channel = FileChannel.open(temporary, NEW_FILE, owner("rw-------"))) {
          file.getValue().writeTo(channel);
        }
      }
      sync(temporaries.values());
      FailPoint.TEMPORARIES_WRITTEN.reached();
      for (Map.Entry<Path, Path> file : temporaries.entrySet()) {
        move(file.getValue(), file.getKey());
        FailPoint.FILE_RENAMED.reached();
      }
    } catch (IOException | RuntimeException e) {
      remove(temporaries.values(), e);
      throw e;
    }
    syncParents(temporaries.keySet());
  }

  /**
   * Deletes files that are there, and syncs their folders.
   *
   * @return how many were there
   */
  public int delete(Collection<Path> files) throws IOException {
    List<Path> deleted = new ArrayList<>();
    for (Path file : files) {
      if (Files.deleteIfExists(file)) {
        deleted.add(file.toAbsolutePath());
      }
    }
    syncParents(deleted);
    return deleted.size();
  }

  /**
   * Makes a folder and the missing ones above it, each synced into the one above. One thread at a
   * time: no other may put files into a folder that is there but not synced.
   */
  public synchronized void folder(Path folder) throws IOException {
    if (Files.isDirectory(folder)) {
      return;
    }
    Path above = folder.toAbsolutePath().getParent();
    folder(above);
    try {
      Files.createDirectory(folder, owner("rwx------"));
    } catch (FileAlreadyExistsException e) {
      if (!Files.isDirectory(folder)) {
        throw e;
      }
    }
    sync(above);
  }

  /** Closes a file to others; one that is another user's own stays as it is. */
  public void forOwnerAlone(Path file) {
    if (posix) {
      try {
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
      } catch (IOException othersOrGone) {
        // Where it is moved to, the folder is closed.
      }
    }
  }

  /** Waits until a file's content, or a folder's names, are on disk. */
  public void sync(Path path) throws IOException {
    if (!posix && Files.isDirectory(path)) {
      return;
    }
    try (FileChannel channel = FileChannel.open(path, StandardOpenOption.READ)) {
      channel.force(true);
    }
  }

  /**
   * Waits until the content of files is on disk.
   *
   * @throws IOException where that failed for any; all have been tried
   */
  public void sync(Collection<Path> files) throws IOException {
    if (files.size() == 1) {
      sync(files.iterator().next());
      return;
    }
    List<Future<Void>> running = new ArrayList<>();
    for (Path file : files) {
      running.add(
          syncs.submit(
              () -> {
                sync(file);
                return null;
              }));
    }
    IOException failure = null;
    for (Future<Void> sync : running) {
      try {
        sync.get();
      } catch (ExecutionException e) {
        failure = new IOException(e.getCause().getMessage(), e.getCause());
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new IOException("interrupted while files were being synced", e);
      }
    }
    if (failure != null) {
      throw failure;
    }
  }

  @Override
  public void close() {
    syncs.shutdown();
  }

  private void move(Path from, Path to) throws IOException {
    try {
      Files.move(from, to, StandardCopyOption.ATOMIC_MOVE);
    } catch (AtomicMoveNotSupportedException e) {
      throw new IOException("this file system cannot rename within one folder: " + to, e);
    }
  }

  private void syncParents(Collection<Path> files) throws IOException {
    Set<Path> folders = new LinkedHashSet<>();
    files.forEach(file -> folders.add(file.getParent()));
    for (Path folder : folders) {
      sync(folder);
    }
  }

  private static void remove(Collection<Path> temporaries, Exception cause) {
    for (Path temporary : temporaries) {
      try {
        Files.deleteIfExists(temporary);
      } catch (IOException e) {
        cause.addSuppressed(e);
      }
    }
  }

  private FileAttribute<?>[] owner(String permissions) {
    return posix
        ? new FileAttribute<?>[] {
          PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(permissions))
        }
        : new FileAttribute<?>[0];
  }
}
