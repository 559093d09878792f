package io.formrelay.operations;

import org.apache.camel.component.jasypt.JasyptPropertiesParser;
import org.jasypt.encryption.pbe.StandardPBEStringEncryptor;
import org.jasypt.exceptions.EncryptionOperationNotPossibleException;
import org.jasypt.iv.RandomIvGenerator;

/**
 * Settings that stand encrypted in the configuration, as {@code ENC(...)}: by camel-jasypt, with a
 * master password, PBKDF2 with HMAC-SHA-512, and AES-256.
 */
public final class EncryptedValues {

  /** What an encrypted value begins with. */
  static final String BEGIN = JasyptPropertiesParser.JASYPT_PREFIX_TOKEN;

  private static final String END = JasyptPropertiesParser.JASYPT_SUFFIX_TOKEN;
  private static final String ALGORITHM = "PBEWITHHMACSHA512ANDAES_256";

  private final StandardPBEStringEncryptor encryptor = new StandardPBEStringEncryptor();
  private final JasyptPropertiesParser parser = new JasyptPropertiesParser();

  /**
   * Takes the master password.
   *
   * @throws SettingException where it is blank
   */
  public EncryptedValues(String masterPassword) {
    if (masterPassword.isBlank()) {
      throw new SettingException(
          SecretSettings.MASTER_PASSWORD, "is missing; without it no ENC(...) can be read");
    }
    encryptor.setPassword(masterPassword);
    encryptor.setAlgorithm(ALGORITHM);
    encryptor.setIvGenerator(new RandomIvGenerator());
    parser.setEncryptor(encryptor);
  }

  /** What to write into the configuration for a value. */
  public String encrypt(String value) {
    return BEGIN + encryptor.encrypt(value) + END;
  }

  /**
   * The value of a setting.
   *
   * @throws SettingException where the master password is another one, or the text was changed
   */
  String decrypt(String key, String value) {
    try {
      return parser.parseProperty(key, value, null);
    } catch (EncryptionOperationNotPossibleException e) {
      throw new SettingException(
          key, "cannot be decrypted; is " + SecretSettings.MASTER_PASSWORD + " the right one?");
    }
  }
}
