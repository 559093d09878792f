package io.formrelay.door;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * One key that opens the HTTP door, of which only the SHA-256 digest is kept.
 *
 * <p>A digest without salt is enough for keys that are long and random: there is no list of them to
 * try. It is no way to keep a password.
 */
public final class ApiKey {

  private final String name;
  private final byte[] digest;

  private ApiKey(String name, byte[] digest) {
    this.name = name;
    this.digest = digest;
  }

  /** A key as its callers show it. */
  public static ApiKey of(String name, String key) {
    return new ApiKey(name, digest(key));
  }

  /**
   * A key of which only the digest is known.
   *
   * @param hex the digest in 64 hexadecimal digits
   * @throws IllegalArgumentException where it is none
   */
  public static ApiKey ofDigest(String name, String hex) {
    byte[] digest = HexFormat.of().parseHex(hex);
    if (digest.length != 32) {
      throw new IllegalArgumentException("a SHA-256 digest has 64 hexadecimal digits");
    }
    return new ApiKey(name, digest);
  }

  /** What stands in the configuration where the key itself shall not. */
  public static String digestOf(String key) {
    return HexFormat.of().formatHex(digest(key));
  }

  /** What the key is called; never secret. */
  public String name() {
    return name;
  }

  /** Whether a digest is this key's; takes the same time whether it is or not. */
  boolean matches(byte[] shown) {
    return MessageDigest.isEqual(digest, shown);
  }

  static byte[] digest(String text) {
    try {
      return MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  @Override
  public String toString() {
    return "ApiKey[" + name + "]";
  }
}
