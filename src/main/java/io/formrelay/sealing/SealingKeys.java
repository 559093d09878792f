package io.formrelay.sealing;

import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The keys that fields are encrypted with: the first one encrypts, all of them decrypt. Each has a
 * short id, which what it encrypted names. Unchanging, safe for use by many threads.
 */
public final class SealingKeys {

  /** Bytes of a key: AES-256. */
  public static final int LENGTH = 32;

  private static final int ID_LENGTH = 8;

  private final Map<String, SealingKey> keys = new LinkedHashMap<>();
  private final String first;

  private SealingKeys(List<byte[]> secrets) throws GeneralSecurityException {
    for (byte[] secret : secrets) {
      keys.put(id(secret), new SealingKey(secret));
    }
    first = secrets.isEmpty() ? null : id(secrets.get(0));
  }

  /** No key at all. */
  static SealingKeys none() {
    return of(List.of());
  }

  /**
   * Reads keys.
   *
   * @param text each the base64 of 32 bytes, separated by commas
   * @throws IllegalArgumentException where one is not, without showing it
   */
  public static SealingKeys parse(String text) {
    List<byte[]> secrets = new ArrayList<>();
    for (String each : text.split(",", -1)) {
      secrets.add(secret(each.strip()));
    }
    return of(secrets);
  }

  private static SealingKeys of(List<byte[]> secrets) {
    try {
      return new SealingKeys(secrets);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  private static byte[] secret(String text) {
    try {
      byte[] secret = Base64.getDecoder().decode(text);
      if (secret.length == LENGTH) {
        return secret;
      }
    } catch (IllegalArgumentException noBase64) {
      // Its message would show a part of it.
    }
    throw new IllegalArgumentException(
        "is the base64 of " + LENGTH + " bytes, or several of them with commas between");
  }

  private static String id(byte[] secret) throws GeneralSecurityException {
    byte[] digest = MessageDigest.getInstance("SHA-256").digest(secret);
    return HexFormat.of().formatHex(digest).substring(0, ID_LENGTH);
  }

  /** The id of the key that encrypts. */
  String first() {
    return first;
  }

  Optional<SealingKey> key(String id) {
    return Optional.ofNullable(keys.get(id));
  }

  /** Shows the ids alone. */
  @Override
  public String toString() {
    return "SealingKeys" + keys.keySet();
  }
}
