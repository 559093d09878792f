package io.formrelay.operations;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/**
 * Holds the data folder for one relay. A second one would take the first one's deliveries under way
 * for the leftovers of a crash.
 */
final class RelayLock implements AutoCloseable {

  private final FileChannel channel;

  private RelayLock(FileChannel channel) {
    this.channel = channel;
  }

  /**
   * Takes the folder.
   *
   * @throws SettingException where another relay works in it, or it cannot be written to
   */
  static RelayLock take(Path data) {
    try {
      PrivateFolders.create(data);
      FileChannel channel =
          FileChannel.open(
              data.resolve(".lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
      if (tried(channel) == null) {
        channel.close();
        throw new SettingException("relay.data", "another relay works in " + data);
      }
      return new RelayLock(channel);
    } catch (IOException e) {
      throw new SettingException("relay.data", "cannot be used: " + e);
    }
  }

  private static FileLock tried(FileChannel channel) throws IOException {
    try {
      return channel.tryLock();
    } catch (OverlappingFileLockException sameProcess) {
      return null;
    }
  }

  @Override
  public void close() {
    try {
      channel.close();
    } catch (IOException alreadyGone) {
      // the lock ends with the process at the latest
    }
  }
}
