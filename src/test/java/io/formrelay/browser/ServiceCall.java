package io.formrelay.browser;

/** What a person fills in at least to have a device put into service. */
record ServiceCall(String name, String city, String district, String address) {

  /** One of a customer in Kozan. */
  static ServiceCall of(String name) {
    return new ServiceCall(name, "Adana", "Kozan", "Çarşı mahallesi");
  }

  void fillIn(Browser browser) {
    browser.type("CustomerFullName", name);
    browser.type("CustomerMobilePhone", "0530 123 12 12");
    browser.choose("CustomerCity", city);
    browser.choose("CustomerDistrict", district);
    browser.type("CustomerAddress", address);
    browser.type("ProductNameList", "ECODENSE WT 65");
    browser.click("#_notice");
  }
}
