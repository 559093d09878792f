package io.formrelay.partner.moka;

import io.formrelay.partner.Secret;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * The key that proves to Moka who is calling. It never changes for one set of credentials and does
 * not cover the request, so whoever has seen it can call in the relay's name: it does not print.
 *
 * @param hex SHA-256 in 64 lower-case hexadecimal digits
 */
public record CheckKey(String hex) implements Secret {

  /**
   * Computes the key: SHA-256 over the UTF-8 bytes of dealer code, {@code MK}, user name, {@code
   * PD} and password, each exactly as it was given out.
   *
   * @param dealerCode the dealer's code
   * @param username the name of the API's user
   * @param password the password of the API's user
   */
  public static CheckKey of(String dealerCode, String username, String password) {
    String joined = dealerCode + "MK" + username + "PD" + password;
    byte[] digest = sha256().digest(joined.getBytes(StandardCharsets.UTF_8));
    return new CheckKey(HexFormat.of().formatHex(digest));
  }

  @Override
  public String reveal() {
    return hex;
  }

  @Override
  public String toString() {
    return "CheckKey[hidden]";
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }
}
