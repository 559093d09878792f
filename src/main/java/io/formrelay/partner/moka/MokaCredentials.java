package io.formrelay.partner.moka;

/** What Moka gave this relay to identify itself with; used exactly as given, never trimmed. */
public class MokaCredentials {

  private String dealerCode = "";
  private String username = "";
  private String password = "";

  /** Sets the dealer's code. */
  public void setDealerCode(String dealerCode) {
    this.dealerCode = dealerCode;
  }

  /** Sets the name of the API's user. */
  public void setUsername(String username) {
    this.username = username;
  }

  /** Sets the password of the API's user, which is not the customer's. */
  public void setPassword(String password) {
    this.password = password;
  }

  /**
   * The dealer's code.
   *
   * @throws IllegalStateException where it is not set
   */
  public String dealerCode() {
    return given("moka.dealer-code", dealerCode);
  }

  /**
   * The name of the API's user.
   *
   * @throws IllegalStateException where it is not set
   */
  public String username() {
    return given("moka.username", username);
  }

  /**
   * The password of the API's user.
   *
   * @throws IllegalStateException where it is not set
   */
  public String password() {
    return given("moka.password", password);
  }

  private static String given(String key, String value) {
    if (value.isBlank()) {
      throw new IllegalStateException(key + " is not set");
    }
    return value;
  }
}
