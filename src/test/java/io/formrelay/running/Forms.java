package io.formrelay.running;

/** Forms that people fill in. */
final class Forms {

  private Forms() {}

  /** A form for Licrus of a customer with this name. */
  static String licrus(String name) {
    return """
        {"CustomerFullName": "%s", "ProductNameList": "ECODENSE WT 65"}"""
        .formatted(name);
  }

  /** A form for Moka of the customer with this code, who has this first name. */
  static String moka(String code, String firstName) {
    return """
        {"CustomerCode": "%s", "FirstName": "%s"}"""
        .formatted(code, firstName);
  }

  /** A form for Moka of the customer with this code. */
  static String moka(String code) {
    return moka(code, "Elif");
  }

  /** One form for both, of a customer with this name and this code. */
  static String both(String name, String code) {
    return """
        {"CustomerFullName": "%s", "ProductNameList": "ECODENSE WT 65", "CustomerCode": "%s"}"""
        .formatted(name, code);
  }
}
