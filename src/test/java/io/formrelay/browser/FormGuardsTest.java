package io.formrelay.browser;

import static com.github.tomakehurst.wiremock.client.WireMock.containing;
import static com.github.tomakehurst.wiremock.client.WireMock.get;
import static com.github.tomakehurst.wiremock.client.WireMock.ok;
import static com.github.tomakehurst.wiremock.client.WireMock.okJson;
import static com.github.tomakehurst.wiremock.client.WireMock.post;
import static com.github.tomakehurst.wiremock.client.WireMock.urlEqualTo;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.formrelay.running.RunningRelay;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What keeps machines out of the form, as people and machines see it. */
class FormGuardsTest {

  @TempDir static Path data;
  @AutoClose private static Browser browser;
  @AutoClose private static Browser plain;
  @AutoClose private static FormSite site;
  private static int clients;

  @BeforeAll
  static void open() throws Exception {
    browser = Browser.open();
    plain = Browser.withoutScripts();
    site =
        new FormSite(
            data,
            Map.of(
                // Without a key of the door nothing comes in through a proxy.
                "relay.api-key", "k-0123456789abcdef0123456789abcdef",
                "camel.server.host", "127.0.0.1",
                "form.wait", "0s",
                "relay.http.client-rate", "1/1h",
                "relay.http.trusted-proxies", "127.0.0.1",
                "relay.http.captcha.verify-url", "<partners>/verify",
                "relay.http.captcha.secret", "captcha-s3cret",
                "form.captcha.script", "<partners>/api.js",
                "form.captcha.site-key", "site-1"));
  }

  @BeforeEach
  void fresh() {
    site.answerAtOnce();
    site.partners()
        .stubFor(
            get(urlEqualTo("/api.js"))
                .willReturn(
                    ok("""
                        const place = document.querySelector(".cf-turnstile[data-sitekey='site-1']");
                        const token = document.createElement("input");
                        token.type = "hidden";
                        token.name = "cf-turnstile-response";
                        token.value = "good";
                        place.append(token);
                        """)
                        .withHeader("Content-Type", "text/javascript")));
    site.partners()
        .stubFor(
            post(urlEqualTo("/verify"))
                .withRequestBody(containing("secret=captcha-s3cret&response=good"))
                .willReturn(okJson("{\"success\": true}")));
    browser.from("203.0.113." + ++clients);
    plain.from("203.0.113." + ++clients);
    for (Browser each : List.of(browser, plain)) {
      each.visit(site.relay().uri("/?lang=tr"));
    }
  }

  private static void sendFromElsewhere(Browser browser) {
    browser.from("203.0.113." + ++clients);
    browser.click("#send");
  }

  private static List<String> quarantined() throws Exception {
    return site.relay().files("quarantine").stream()
        .filter(file -> file.toString().endsWith(".reason.json"))
        .map(RunningRelay::read)
        .map(why -> why.path("reason").asText())
        .toList();
  }

  @Test
  void whatLooksLikeAMachineIsKeptApartAndItsSenderSeesTheSamePage() throws Exception {
    ServiceCall.of("Spam Robot").fillIn(browser);
    browser.run("document.getElementById('_website').value = 'http://spam.example'");
    browser.click("#send");

    browser.awaitText("h1", "Talebiniz bize ulaştı");
    assertEquals("pending", browser.attribute("#outcome", "data-state"));
    assertTrue(quarantined().contains("honeypot"));
    String id = browser.text("#outcome dd");
    Path kept = data.resolve("quarantine").resolve(id + ".json");
    assertEquals("Spam Robot", RunningRelay.read(kept).path("CustomerFullName").asText());

    browser.visit(site.relay().uri("/?lang=tr"));
    ServiceCall.of("Honest Person").fillIn(browser);
    sendFromElsewhere(browser);
    browser.awaitText(".reference strong", "43090");
    assertEquals(List.of("Honest Person"), names());

    browser.visit(site.relay().uri("/form/" + id + "?lang=tr"));
    Files.move(kept, data.resolve("inbox").resolve(id + ".json"));
    browser.awaitText(".reference strong", "43090");
    assertEquals(List.of("Honest Person", "Spam Robot"), names());
  }

  private static List<String> names() throws Exception {
    return site.calls().stream()
        .map((JsonNode each) -> each.path("CustomerFullName").asText())
        .sorted()
        .toList();
  }

  @Test
  void whoSendsTooOftenIsToldSoAndFindsEverythingStillTypedIn() throws Exception {
    for (Browser each : List.of(browser, plain)) {
      ServiceCall.of("First Time").fillIn(each);
      each.click("#send");
      each.awaitText("#outcome", "Talebi");
      each.visit(site.relay().uri("/?lang=tr"));
      ServiceCall.of("Second Time").fillIn(each);
      each.click("#send");
      each.awaitText("#errors", "Çok sık gönderim yaptınız");
      assertEquals("Second Time", each.value("CustomerFullName"));
      assertEquals("Kozan", each.value("CustomerDistrict"));
      assertEquals("Çarşı mahallesi", each.value("CustomerAddress"));
      assertTrue(each.checked("_notice"));
      sendFromElsewhere(each);
      each.awaitText("#outcome", "Talebi");
    }
    // Nobody waits for the deliveries here, and the next test must not find them. Without scripts
    // there is no captcha: those are kept apart.
    await().until(() -> names().equals(List.of("First Time", "Second Time")));
  }

  @Test
  void withoutScriptsThereIsNoCaptchaAndAPersonLooksFirst() throws Exception {
    assertTrue(plain.text(".captcha").contains("önce bir çalışanımız inceler"));
    ServiceCall.of("No Script").fillIn(plain);
    plain.click("#send");
    plain.awaitText("h1", "Talebiniz bize ulaştı");
    await().until(() -> quarantined().contains("captcha"));
  }

  @Test
  void theCaptchasScriptIsAllThatComesFromElsewhere() {
    assertEquals(
        List.of("http://127.0.0.1:" + site.partners().port() + "/api.js"),
        browser.run(
            "return performance.getEntriesByType('resource').map(each => each.name)"
                + ".filter(name => !name.startsWith(location.origin))"));
    browser.assertAccessible();
  }
}
