package io.formrelay.sealing;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.HexFormat;
import javax.crypto.AEADBadTagException;
import javax.crypto.Cipher;
import javax.crypto.Mac;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/** One key: encrypts by AES-GCM with a fresh nonce each time, and makes keyed fingerprints. */
final class SealingKey {

  private static final String CIPHER = "AES/GCM/NoPadding";
  private static final String MAC = "HmacSHA256";
  private static final int NONCE = 12;
  private static final int TAG_BITS = 128;

  private final SecureRandom random = new SecureRandom();
  private final SecretKeySpec cipherKey;
  private final byte[] secret;

  SealingKey(byte[] secret) {
    this.secret = secret;
    this.cipherKey = new SecretKeySpec(secret, "AES");
  }

  /** Nonce, ciphertext and tag as base64url. */
  String encrypt(String text, String boundTo) {
    byte[] nonce = new byte[NONCE];
    random.nextBytes(nonce);
    try {
      Cipher cipher = cipher(Cipher.ENCRYPT_MODE, nonce, 0, boundTo);
      byte[] plain = text.getBytes(StandardCharsets.UTF_8);
      byte[] sealed = new byte[NONCE + cipher.getOutputSize(plain.length)];
      System.arraycopy(nonce, 0, sealed, 0, NONCE);
      cipher.doFinal(plain, 0, plain.length, sealed, NONCE);
      return Base64.getUrlEncoder().withoutPadding().encodeToString(sealed);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  /**
   * What was encrypted.
   *
   * @throws UnsealableException where it was changed, or bound to something else
   */
  String decrypt(String text, String boundTo) throws UnsealableException {
    try {
      byte[] sealed = Base64.getUrlDecoder().decode(text);
      if (sealed.length < NONCE + TAG_BITS / Byte.SIZE) {
        throw UnsealableException.foreign();
      }
      Cipher cipher = cipher(Cipher.DECRYPT_MODE, sealed, 0, boundTo);
      byte[] plain = cipher.doFinal(sealed, NONCE, sealed.length - NONCE);
      return new String(plain, StandardCharsets.UTF_8);
    } catch (AEADBadTagException | IllegalArgumentException e) {
      throw UnsealableException.foreign();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  /** A fingerprint that nobody can compute without this key, in lower-case hex. */
  String fingerprint(String text) {
    try {
      Mac derive = Mac.getInstance(MAC);
      derive.init(new SecretKeySpec(secret, MAC));
      byte[] own = derive.doFinal("fingerprint".getBytes(StandardCharsets.UTF_8));
      Mac mac = Mac.getInstance(MAC);
      mac.init(new SecretKeySpec(own, MAC));
      return HexFormat.of().formatHex(mac.doFinal(text.getBytes(StandardCharsets.UTF_8)));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  private Cipher cipher(int mode, byte[] nonce, int offset, String boundTo)
      throws GeneralSecurityException {
    Cipher cipher = Cipher.getInstance(CIPHER);
    cipher.init(mode, cipherKey, new GCMParameterSpec(TAG_BITS, nonce, offset, NONCE));
    cipher.updateAAD(boundTo.getBytes(StandardCharsets.UTF_8));
    return cipher;
  }
}
