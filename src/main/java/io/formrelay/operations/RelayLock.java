package io.formrelay.operations;

import io.formrelay.failpoint.FailPoint;
import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Holds the data folder for one relay. A second one would take the first one's deliveries under way
 * for the leftovers of a crash.
 *
 * <p>The folder remembers that its relay has used a ledger, so that one that is lost is not begun
 * anew in silence.
 *
 * <p>The folder also remembers whether it belongs to the sandbox: its simulators must never be sent
 * what real partners wait for, nor the other way round.
 */
public final class RelayLock implements AutoCloseable {

  private static final Pattern NOTE = Pattern.compile("([0-9a-f-]{36}) (live|sandbox)( ledger)?");
  private static final int LONGEST_NOTE = 128;

  private final FileChannel channel;
  private final Path data;
  private final String use;
  private String relayId;
  private boolean ledgerNoted;

  private RelayLock(FileChannel channel, Path data, String use) {
    this.channel = channel;
    this.data = data;
    this.use = use;
  }

  /**
   * The name of the relay that works in this folder, the same after every start: by it a ledger
   * that many relays share tells whose deliveries a crash interrupted.
   */
  String relayId() {
    return relayId;
  }

  /** Whether the relay that works in this folder has used a ledger before. */
  boolean isLedgerNoted() {
    return ledgerNoted;
  }

  /**
   * Remembers that the relay has used a ledger.
   *
   * @throws SettingException where that cannot be written
   */
  public void noteLedger() {
    if (!ledgerNoted) {
      try {
        // Nothing is taken away before it is written anew: a crash leaves the one note or the
        // other.
        write(relayId + " " + use + " ledger");
        ledgerNoted = true;
      } catch (IOException e) {
        throw new SettingException("relay.data", "cannot be used: " + e);
      }
    }
  }

  /**
   * Takes the folder.
   *
   * @param data the folder; made where it is missing
   * @param sandbox whether the partners are simulated
   * @throws SettingException where another relay works in it, it belongs to the sandbox and this
   *     relay does not or the other way round, or it cannot be written to
   */
  public static RelayLock take(Path data, boolean sandbox) {
    try {
      PrivateFolders.create(data);
      FileChannel channel =
          FileChannel.open(
              data.resolve(".relay"),
              Set.of(StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE),
              PrivateFolders.only(data, "rw-------"));
      try {
        if (tried(channel) == null) {
          throw new SettingException("relay.data", "another relay works in " + data);
        }
        RelayLock lock = new RelayLock(channel, data, sandbox ? "sandbox" : "live");
        lock.readNote();
        FailPoint.FOLDER_TAKEN.reached();
        return lock;
      } catch (IOException | RuntimeException e) {
        channel.close();
        throw e;
      }
    } catch (IOException e) {
      throw new SettingException("relay.data", "cannot be used: " + e);
    }
  }

  /**
   * Keeps relays from starting in a folder until what is returned is closed.
   *
   * @return empty where a relay works in it
   */
  static Optional<Closeable> idle(Path data) throws IOException {
    FileChannel channel;
    try {
      channel = FileChannel.open(data.resolve(".relay"), StandardOpenOption.WRITE);
    } catch (NoSuchFileException neverUsed) {
      return Optional.of(() -> {});
    }
    if (tried(channel) == null) {
      channel.close();
      return Optional.empty();
    }
    return Optional.of(channel);
  }

  private void readNote() throws IOException {
    ByteBuffer read = ByteBuffer.allocate(LONGEST_NOTE);
    channel.read(read, 0);
    Matcher note =
        NOTE.matcher(new String(read.array(), 0, read.position(), StandardCharsets.US_ASCII));
    if (!note.lookingAt()) {
      relayId = UUID.randomUUID().toString();
      write(relayId + " " + use);
      return;
    }
    if (!note.group(2).equals(use)) {
      throw new SettingException(
          "relay.data",
          data + " holds what a " + note.group(2) + " relay keeps; this one is " + use);
    }
    relayId = note.group(1);
    ledgerNoted = note.group(3) != null;
  }

  private void write(String note) throws IOException {
    channel.write(ByteBuffer.wrap(note.getBytes(StandardCharsets.US_ASCII)), 0);
    channel.truncate(note.length());
    channel.force(true);
    // Under another name the relay would not know its own deliveries in a ledger elsewhere.
    PrivateFolders.sync(data);
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
