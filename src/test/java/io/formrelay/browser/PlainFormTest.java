package io.formrelay.browser;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The form in a browser that runs no scripts. */
class PlainFormTest {

  @TempDir static Path data;
  @AutoClose private static Browser browser;
  @AutoClose private static FormSite site;

  @BeforeAll
  static void open() throws Exception {
    browser = Browser.withoutScripts();
    site = new FormSite(data, Map.of("form.wait", "2s"));
  }

  @BeforeEach
  void fresh() {
    site.answerAtOnce();
    browser.visit(site.relay().uri("/?lang=tr"));
  }

  @Test
  void aPlainPostEndsOnAPageWithTheCallNumber() throws Exception {
    ServiceCall.of("Ali Veli").fillIn(browser);
    browser.type("ProductSerialNumberList", "99958\n99959");
    browser.click("#send");
    browser.awaitText(".reference strong", "43090");
    assertEquals("99958,99959", site.calls().get(0).path("ProductSerialNumberList").asText());
    assertEquals(2, site.calls().get(0).path("DeviceCount").asInt());
  }

  @Test
  void aWrongFormComesBackAsItWasWithTheErrorsBesideTheFields() throws Exception {
    ServiceCall.of("Ali Veli").fillIn(browser);
    browser.type("CustomerMobilePhone", "12");
    browser.choose("CustomerDistrict", "Fatih");
    browser.click("#send");
    browser.awaitText("#errors", "Form gönderilmedi");
    assertAll(
        () -> assertEquals("Bu ilçe seçilen ilde değil.", browser.error("CustomerDistrict")),
        () -> assertTrue(browser.error("CustomerMobilePhone").startsWith("Telefon numarası")),
        () -> assertEquals("Ali Veli", browser.value("CustomerFullName")),
        () -> assertEquals("Adana", browser.value("CustomerCity")),
        () -> assertEquals("Çarşı mahallesi", browser.value("CustomerAddress")));
    browser.type("CustomerMobilePhone", "0530 123 12 12");
    browser.choose("CustomerDistrict", "Kozan");
    browser.click("#send");
    browser.awaitText(".reference strong", "43090");
    assertEquals(1, site.calls().size());
  }

  @Test
  void aSlowPartnerIsAskedForByTheLinkOnThePage() {
    site.holdLicrus();
    ServiceCall.of("Ali Veli").fillIn(browser);
    browser.click("#send");
    browser.awaitText("h1", "Talebiniz bize ulaştı");
    browser.follow("a.no-js");
    browser.awaitText("h1", "Talebiniz bize ulaştı");
    site.letLicrusAnswer();
    await()
        .until(
            () -> {
              browser.follow("a.no-js");
              browser.awaitText("h1", "Talebiniz");
              return browser.shows(".reference strong");
            });
    assertEquals("43090", browser.text(".reference strong"));
  }

  @Test
  void thePageThatTellsTheOutcomeCanBeLoadedAgainAndPostsNothing() throws Exception {
    ServiceCall.of("Ali Veli").fillIn(browser);
    browser.click("#send");
    browser.awaitText(".reference strong", "43090");
    browser.run("location.reload()");
    browser.awaitText(".reference strong", "43090");
    assertEquals(1, site.calls().size());
  }
}
