package io.formrelay.operations;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Set;
import java.util.UUID;
import java.util.regex.Pattern;

/**
 * Holds the data folder for one relay. A second one would take the first one's deliveries under way
 * for the leftovers of a crash.
 */
final class RelayLock implements AutoCloseable {

  private static final Pattern ID = Pattern.compile("[0-9a-f-]{36}");

  private final FileChannel channel;
  private final String relayId;

  private RelayLock(FileChannel channel, String relayId) {
    this.channel = channel;
    this.relayId = relayId;
  }

  /**
   * The name of the relay that works in this folder, the same after every start: by it a ledger
   * that many relays share tells whose deliveries a crash interrupted.
   */
  String relayId() {
    return relayId;
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
              data.resolve(".relay"),
              Set.of(StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE),
              PrivateFolders.only(data, "rw-------"));
      if (tried(channel) == null) {
        channel.close();
        throw new SettingException("relay.data", "another relay works in " + data);
      }
      return new RelayLock(channel, id(channel));
    } catch (IOException e) {
      throw new SettingException("relay.data", "cannot be used: " + e);
    }
  }

  private static String id(FileChannel channel) throws IOException {
    ByteBuffer written = ByteBuffer.allocate(64);
    channel.read(written, 0);
    String id = new String(written.array(), 0, written.position(), StandardCharsets.US_ASCII);
    if (ID.matcher(id).matches()) {
      return id;
    }
    String fresh = UUID.randomUUID().toString();
    channel.truncate(0);
    channel.write(ByteBuffer.wrap(fresh.getBytes(StandardCharsets.US_ASCII)), 0);
    channel.force(true);
    return fresh;
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
