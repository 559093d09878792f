package io.formrelay.browser;

import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The service call's page, filled in by a person in a real browser. */
class FormInBrowserTest {

  private static final String STARTED_AT =
      "return document.getElementsByName('_startedAt')[0].value";

  private static final ServiceCall CALL =
      new ServiceCall("Ayşe Yılmaz", "İstanbul", "Ümraniye", "Fatih Sultan Mehmet mahallesi");

  @TempDir static Path data;
  @AutoClose private static Browser browser;
  @AutoClose private static FormSite site;

  @BeforeAll
  static void open() throws Exception {
    browser = Browser.open();
    site = new FormSite(data, Map.of());
  }

  @BeforeEach
  void fresh() {
    site.answerAtOnce();
    browser.visit(site.relay().uri("/?lang=tr"));
    browser.run("sessionStorage.clear()");
    browser.visit(site.relay().uri("/?lang=tr"));
  }

  @Test
  void allSeventeenFieldsReachLicrusAndTheCallNumberIsShown() throws Exception {
    CALL.fillIn(browser);
    browser.type("CustomerCompanyName", "Örnek Isı Ltd. Şti.");
    browser.type("CustomerWorkPhone", "444 12 34");
    browser.type("CustomerEmail", "ayse@ornek.com");
    browser.type("ProductGroupName", "Kombi");
    browser.type("ProductSerialNumberList", "99958");
    browser.click(".add");
    browser.type("ProductSerialNumberList-2", "99959");
    browser.type("DealerCompanyName", "Test Bayi");
    browser.type("DealerContactPerson", "Mutlu Özcan");
    browser.type("DealerMobilePhone", "+90 (530) 123 12 13");
    browser.type("DealerWorkPhone", "0216 123 45 67");
    browser.type("DealerEmail", "bayi@ornek.com");
    assertEquals("2", browser.value("DeviceCount"));

    browser.click("#send");

    browser.awaitText(".reference strong", "43090");
    assertEquals("Talebiniz alındı", browser.text("h1"));
    Map<String, String> expected = new TreeMap<>();
    expected.put("AuthTicket", "test-ticket-0123456789abcdef");
    expected.put("DealerCompanyName", "Test Bayi");
    expected.put("DealerContactPerson", "Mutlu Özcan");
    expected.put("DealerMobilePhone", "5301231213");
    expected.put("DealerWorkPhone", "2161234567");
    expected.put("DealerEmail", "bayi@ornek.com");
    expected.put("CustomerCompanyName", "Örnek Isı Ltd. Şti.");
    expected.put("CustomerFullName", "Ayşe Yılmaz");
    expected.put("CustomerMobilePhone", "5301231212");
    expected.put("CustomerWorkPhone", "4441234");
    expected.put("CustomerEmail", "ayse@ornek.com");
    expected.put("CustomerCity", "İstanbul");
    expected.put("CustomerDistrict", "Ümraniye");
    expected.put("CustomerAddress", "Fatih Sultan Mehmet mahallesi");
    expected.put("ProductNameList", "ECODENSE WT 65");
    expected.put("ProductGroupName", "Kombi");
    expected.put("ProductSerialNumberList", "99958,99959");
    expected.put("DeviceCount", "2");
    Map<String, String> sent = new TreeMap<>();
    site.calls().get(0).properties().forEach(each -> sent.put(each.getKey(), text(each)));
    assertEquals(expected, sent);
    assertEquals(1, site.calls().size());
  }

  private static String text(Map.Entry<String, JsonNode> field) {
    return field.getValue().asText();
  }

  @Test
  void everyWrongFieldSaysSoBesideItInTheLanguageOfThePage() throws Exception {
    CALL.fillIn(browser);
    browser.type("CustomerFullName", "");
    browser.type("CustomerMobilePhone", "12");
    browser.type("CustomerEmail", "ayse");
    browser.type("DeviceCount", "0");
    browser.click("#_notice");

    browser.click("#send");

    browser.awaitText("#errors", "Form gönderilmedi");
    assertAll(
        () -> assertEquals("errors", browser.focused()),
        () -> assertEquals("Bu alan gerekli.", browser.error("CustomerFullName")),
        () -> assertTrue(browser.error("CustomerMobilePhone").startsWith("Telefon numarası")),
        () -> assertTrue(browser.error("CustomerEmail").startsWith("Geçerli bir e-posta")),
        () -> assertEquals("En az 1 olmalı.", browser.error("DeviceCount")),
        () -> assertTrue(browser.error("_notice").contains("aydınlatma metnini")),
        () -> assertEquals("", browser.error("CustomerAddress")),
        () -> assertEquals("true", browser.attribute("#CustomerEmail", "aria-invalid")),
        () -> assertEquals("12", browser.value("CustomerMobilePhone")));
    browser.assertAccessible();

    browser.click("#errors a[href='#CustomerEmail']");
    assertEquals("CustomerEmail", browser.focused());
    browser.type("CustomerFullName", "Ayşe Yılmaz");
    browser.type("CustomerMobilePhone", "0530 123 12 12");
    browser.type("CustomerEmail", "");
    browser.type("DeviceCount", "1");
    browser.click("#_notice");
    browser.click("#send");
    browser.awaitText(".reference strong", "43090");
    assertEquals(1, site.calls().size());
  }

  @Test
  void englishIsAsGoodAsTurkish() {
    browser.follow("a.language");
    browser.awaitText("h1", "Put my new device into service");
    browser.assertAccessible();
    browser.click("#send");
    browser.awaitText("#errors", "The form was not sent");
    assertEquals("This field is required.", browser.error("CustomerFullName"));
  }

  @Test
  void aDoubleClickOpensOneCall() throws Exception {
    CALL.fillIn(browser);
    browser.run(
        "const send = document.getElementById('send'); send.click(); send.click(); send.click()");
    browser.awaitText(".reference strong", "43090");
    assertEquals(1, site.calls().size());
  }

  @Test
  void districtsAreThoseOfTheChosenProvince() {
    assertEquals(List.of("İl seçiniz"), browser.options("CustomerDistrict"));
    browser.choose("CustomerCity", "Yalova");
    assertEquals(
        List.of(
            "İlçe seçiniz", "Altınova", "Armutlu", "Çınarcık", "Çiftlikköy", "Merkez", "Termal"),
        browser.options("CustomerDistrict"));
    assertEquals(82, browser.options("CustomerCity").size());
  }

  @Test
  void aSlowPartnerLeavesNobodyWaitingAndTheNumberFollows() {
    site.holdLicrus();
    CALL.fillIn(browser);
    browser.click("#send");
    browser.awaitText("h1", "Talebiniz bize ulaştı");
    assertEquals("pending", browser.attribute("#outcome", "data-state"));
    browser.assertAccessible();
    site.letLicrusAnswer();
    browser.awaitText(".reference strong", "43090");
    assertEquals("Talebiniz alındı", browser.text("h1"));
    browser.assertAccessible();
  }

  @Test
  void aRefusedCallIsStillInGoodHands() {
    site.refuseAtLicrus();
    CALL.fillIn(browser);
    browser.click("#send");
    browser.awaitText("#outcome", "bir çalışanımız kontrol edip sizi arayacak");
    assertFalse(browser.shows(".reference"));
  }

  @Test
  void nothingIsLostWhenTheNetworkDrops() throws Exception {
    CALL.fillIn(browser);
    browser.offline(true);
    browser.click("#send");
    browser.awaitText("#waiting", "Yazdıklarınız duruyor");
    assertEquals("Ayşe Yılmaz", browser.value("CustomerFullName"));
    assertEquals(0, site.calls().size());
    browser.offline(false);
    browser.awaitText(".reference strong", "43090");
    assertEquals(1, site.calls().size());
  }

  @Test
  void whatWasTypedIsThereAgainAfterThePageWasLoadedAnew() {
    CALL.fillIn(browser);
    browser.type("ProductSerialNumberList", "99958");
    Object startedAt = browser.run(STARTED_AT);
    browser.visit(site.relay().uri("/?lang=tr"));
    assertAll(
        () -> assertEquals("Ayşe Yılmaz", browser.value("CustomerFullName")),
        () -> assertEquals("Ümraniye", browser.value("CustomerDistrict")),
        () -> assertEquals("99958", browser.value("ProductSerialNumberList")),
        () -> assertEquals(startedAt, browser.run(STARTED_AT)));
  }

  @Test
  void aPhoneShowsTheWholePageAndTheRightKeyboards() {
    try (Browser phone = Browser.open()) {
      phone.phone();
      phone.visit(site.relay().uri("/?lang=tr"));
      phone.assertNothingToScrollSideways();
      phone.assertAccessible();
      assertEquals("tel", phone.attribute("#CustomerMobilePhone", "inputmode"));
      assertEquals("email", phone.attribute("#CustomerEmail", "inputmode"));
      assertEquals("numeric", phone.attribute("#DeviceCount", "inputmode"));
    }
  }

  @Test
  void thePageAsksNobodyElseForAnything() {
    Object elsewhere =
        browser.run(
            "return performance.getEntriesByType('resource').map(each => each.name)"
                + ".filter(name => !name.startsWith(location.origin)).length");
    assertEquals(0L, elsewhere);
    assertEquals("FormRelay", browser.text(".logo"));
  }
}
