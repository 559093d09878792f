package io.formrelay.browser;

import static com.github.tomakehurst.wiremock.client.WireMock.get;
import static com.github.tomakehurst.wiremock.client.WireMock.ok;
import static com.github.tomakehurst.wiremock.client.WireMock.urlEqualTo;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.github.tomakehurst.wiremock.WireMockServer;
import com.github.tomakehurst.wiremock.core.WireMockConfiguration;
import java.net.URI;
import java.net.http.HttpRequest;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The dealers' page behind its key, and the form within the page of another site. */
class DealerPageTest {

  private static final String KEY = "k-0123456789abcdef0123456789abcdef";

  @TempDir static Path data;

  @AutoClose("stop")
  private static WireMockServer manufacturer;

  @AutoClose private static Browser browser;
  @AutoClose private static FormSite site;

  @BeforeAll
  static void open() throws Exception {
    browser = Browser.open();
    manufacturer =
        new WireMockServer(
            WireMockConfiguration.wireMockConfig().bindAddress("127.0.0.1").dynamicPort());
    manufacturer.start();
    site =
        new FormSite(
            data,
            Map.of(
                "relay.api-key", KEY,
                "camel.server.host", "127.0.0.1",
                "form.company", "Örnek \"Isı\" <A.Ş.>",
                "form.color", "#ffcc00",
                "form.logo", "config/form/logo.svg",
                "form.embedded-in", "http://127.0.0.1:" + manufacturer.port()));
    manufacturer.stubFor(
        get(urlEqualTo("/servis"))
            .willReturn(
                ok("<!DOCTYPE html><html lang=\"tr\"><title>Servis</title><h1>Servis</h1><script src=\""
                        + site.relay().uri("/form/embed.js")
                        + "\" data-lang=\"tr\"></script></html>")
                    .withHeader("Content-Type", "text/html; charset=utf-8")));
  }

  @Test
  void aDealerWithTheKeyUpdatesACustomerAtMoka() throws Exception {
    browser.visit(site.relay().uri("/dealer?lang=tr"));
    browser.assertAccessible();
    browser.type("_access", "wrong-key");
    browser.type("CustomerCode", "C-1001");
    browser.type("FirstName", "Ali");
    browser.choose("Gender", "Erkek");
    browser.type("BirthDate", "10.07.1985");
    browser.type("GsmNumber", "0530 123 12 12");
    browser.type("Password", "gizli-1");
    browser.click("#send");
    browser.awaitText("#_access-error", "Anahtar yanlış.");
    assertEquals(0, site.updates().size());

    browser.type("_access", KEY);
    browser.click("#send");
    browser.awaitText(".reference strong", "1033");
    assertEquals("Müşteri güncellendi", browser.text("h1"));
    JsonNode sent = site.updates().get(0).path("DealerCustomerRequest");
    assertEquals("C-1001", sent.path("CustomerCode").asText());
    assertEquals("1", sent.path("Gender").asText());
    assertEquals("19850710", sent.path("BirthDate").asText());
    assertEquals("gizli-1", sent.path("Password").asText());
    assertEquals(0, site.calls().size());
    assertFalse(
        String.valueOf(browser.run("return JSON.stringify({...sessionStorage})")).contains(KEY));
  }

  @Test
  void whoHasNoKeyLearnsNothingOfTheForm() throws Exception {
    var answer =
        site.relay()
            .send(
                HttpRequest.newBuilder(site.relay().uri("/dealer"))
                    .header("Content-Type", "application/x-www-form-urlencoded")
                    .POST(
                        HttpRequest.BodyPublishers.ofString("_access=&CustomerCode=C-1&Email=x")));
    assertEquals(401, answer.statusCode());
    assertFalse(answer.body().contains("id=\"Email-error\"><span"), answer.body());
  }

  @Test
  void theCompanysNameAndColourAreOnThePage() {
    browser.visit(site.relay().uri("/?lang=tr"));
    assertEquals("Örnek \"Isı\" <A.Ş.>", browser.attribute("img.logo", "alt"));
    assertEquals(
        "rgb(255, 204, 0)",
        browser.run("return getComputedStyle(document.getElementById('send')).backgroundColor"));
    assertEquals(
        "rgb(0, 0, 0)",
        browser.run("return getComputedStyle(document.getElementById('send')).color"));
    browser.assertAccessible();
  }

  @Test
  void anotherSiteThatIsListedShowsTheFormInItsPage() {
    browser.visit(URI.create("http://127.0.0.1:" + manufacturer.port() + "/servis"));
    browser.intoFrame();
    ServiceCall.of("Ayşe Yılmaz").fillIn(browser);
    browser.click("#send");
    browser.awaitText(".reference strong", "43090");
  }

  @Test
  void aSiteThatIsNotListedMayNotShowTheFormInAFrame() throws Exception {
    String policy =
        site.relay()
            .send(HttpRequest.newBuilder(site.relay().uri("/")))
            .headers()
            .firstValue("Content-Security-Policy")
            .orElseThrow();
    assertTrue(policy.endsWith("frame-ancestors http://127.0.0.1:" + manufacturer.port()), policy);
  }
}
