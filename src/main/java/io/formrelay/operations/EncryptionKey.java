package io.formrelay.operations;

import io.formrelay.ledger.LedgerRecords;
import io.formrelay.receipt.WholeFiles;
import io.formrelay.sealing.SealingKeys;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The keys of the fields that are encrypted: those of {@code relay.encryption-key}, else one that
 * the relay makes for itself and keeps in its data folder.
 */
final class EncryptionKey {

  private static final Logger LOG = LoggerFactory.getLogger(EncryptionKey.class);
  private static final String KEY = "relay.encryption-key";

  private final Path file;
  private final WholeFiles files;
  private String made;

  /** Keeps a key of its own in this folder. */
  EncryptionKey(Path data, WholeFiles files) {
    this.file = data.resolve(".encryption-key");
    this.files = files;
  }

  /**
   * The keys; one that is made has to be {@linkplain #keep kept} before it is used.
   *
   * @param configured what the setting says; blank for nothing
   * @throws SettingException where the setting makes no sense, or the file cannot be used
   */
  SealingKeys keys(String configured) {
    try {
      return SealingKeys.parse(configured.isBlank() ? own() : configured);
    } catch (IllegalArgumentException e) {
      throw new SettingException(KEY, (configured.isBlank() ? file + " " : "") + e.getMessage());
    }
  }

  private String own() {
    try {
      try {
        return Files.readString(file, StandardCharsets.US_ASCII).strip();
      } catch (NoSuchFileException e) {
        made = made();
        return made;
      }
    } catch (IOException e) {
      throw unusable(e);
    }
  }

  private static String made() {
    byte[] secret = new byte[SealingKeys.LENGTH];
    new SecureRandom().nextBytes(secret);
    return Base64.getEncoder().encodeToString(secret);
  }

  /**
   * Puts a key that was made on disk, unless an earlier one was lost: in silence all that was
   * encrypted with it would become dead letters.
   *
   * @throws SettingException where the ledger holds what is encrypted already, or the file cannot
   *     be written
   */
  void keep(LedgerRecords records) {
    if (made == null) {
      return;
    }
    if (records.holdSealed()) {
      throw new SettingException(
          KEY,
          "is missing, and so is "
              + file
              + ", but the ledger holds fields that were encrypted; put the key back (a new one,"
              + " set here, gives up what was encrypted)");
    }
    try {
      byte[] line = (made + "\n").getBytes(StandardCharsets.US_ASCII);
      files.write(Map.of(file, WholeFiles.Content.of(line)));
    } catch (IOException e) {
      throw unusable(e);
    }
  }

  private SettingException unusable(IOException failure) {
    return new SettingException(KEY, "is missing, and " + file + " cannot be used: " + failure);
  }

  /** Says so where a key was made; to be asked when the start has succeeded. */
  void tell() {
    if (made != null) {
      LOG.info("Made a key for the fields that are encrypted: {}; keep a copy of it", file);
    }
  }
}
