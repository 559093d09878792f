package io.formrelay.browser;

import static com.github.tomakehurst.wiremock.client.WireMock.containing;
import static com.github.tomakehurst.wiremock.client.WireMock.okJson;
import static com.github.tomakehurst.wiremock.client.WireMock.post;
import static com.github.tomakehurst.wiremock.client.WireMock.urlEqualTo;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.github.tomakehurst.wiremock.client.MappingBuilder;
import com.github.tomakehurst.wiremock.stubbing.StubMapping;
import io.formrelay.ops.ManagementFile;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.openqa.selenium.Keys;

/** What an operator sees and does at {@code /ops}. */
class OperatorsPageTest {

  private static final String HOSTILE =
      "<img src=x onerror=\"document.title='run'\"><script>document.title='run'</script>";

  @TempDir static Path data;
  private static Browser browser;
  private static FormSite site;
  private static ManagementFile management;

  @BeforeAll
  static void open() throws Exception {
    browser = Browser.open();
    site = new FormSite(data, Map.of("camel.management.port", "0"));
    management = ManagementFile.read(data).orElseThrow();
  }

  @AfterAll
  static void close() {
    if (site != null) {
      site.close();
    }
    if (browser != null) {
      browser.close();
    }
  }

  @BeforeEach
  void comeFresh() {
    browser.desk();
    visit("?lang=en");
    browser.run("sessionStorage.clear()");
  }

  @Test
  void aPartnersLifeAndItsLastDayAreSeenWithoutAKey() throws Exception {
    site.relay().success(site.relay().accepted(form("Gören Kişi")), "licrus");
    refused("Görülen Kişi");

    visit("?lang=en");

    browser.awaitText("#ask-title", "The key of this relay");
    browser.press(Keys.ESCAPE);
    browser.awaitText("#target-licrus .badge", "running");
    await().until(() -> number("#target-licrus .life .accepted dd") >= 2);
    await().until(() -> number("#target-licrus .life .delivered dd") >= 1);
    await().until(() -> number("#target-licrus .life .dead dd") >= 1);
    assertEquals("licrus, the last 24 hours", browser.written("#licrus-title"));
    assertTrue(browser.written("#licrus-desc").contains(" dead-lettered. A bar is"));
    assertTrue(browser.shows("#target-licrus svg rect.delivered"));
    assertTrue(browser.shows("#target-licrus svg rect.dead"));
    browser.click("#target-licrus summary");
    browser.awaitText("#target-licrus details table", "accepted");
    browser.awaitText("#attempts-none", "Shown with the key only.");
    browser.awaitText("#letters-none", "Shown with the key only.");
    browser.assertAccessible();
  }

  @Test
  void theStoryOfADeadLetterIsToldAndItIsReplayedOnceThePartnerTakesIt() throws Exception {
    StubMapping refusing = refuse("Hikâyeli Kişi", "Seri numarası bulunamadı");
    String id = dead("Hikâyeli Kişi");
    enter();
    assertFalse(browser.address().contains("key="));

    browser.awaitText("#attempts", id);
    browser.awaitText("#letters", "Seri numarası bulunamadı");
    clickOf("Story", id);
    browser.awaitText("dialog", "The story of " + id);
    browser.awaitText("dialog table", "HasError");
    browser.awaitText("dialog .fields", "Hikâyeli Kişi");
    browser.assertAccessible();
    browser.press(Keys.ESCAPE);
    browser.awaitGone("dialog");
    assertEquals("Story: " + id + " of licrus", browser.focusedLabel());

    site.partners().removeStub(refusing);
    clickOf("Replay", id);

    browser.awaitText("#said", id + " is delivered to licrus again.");
    site.relay().success(id, "licrus");
    browser.awaitGone(of("Replay", id));
  }

  @Test
  void aFilterIsTriedDryFirstAndThenReplayed() throws Exception {
    StubMapping refusing = refuse("Toplu Kişi", "Toplu ret");
    String one = dead("Toplu Kişi 1");
    String two = dead("Toplu Kişi 2");
    String other = refused("Başka Kişi");
    enter();
    browser.awaitText("#letters", other);

    browser.choose("f-target", "licrus");
    browser.type("f-text", "toplu ret");
    browser.click("#filter button[type=submit]");
    browser.awaitGone(of("Story", other));
    browser.awaitText("#letters", one);
    site.partners().removeStub(refusing);
    browser.click("#dry-run");
    browser.awaitText("#dry", "HasError");
    assertEquals("Replay 2 now", browser.text("#replay-now"));
    browser.assertAccessible();
    assertEquals("dead-lettered", site.relay().state(one, "licrus"));

    browser.click("#replay-now");

    browser.awaitText("#said", "The replay has begun.");
    site.relay().success(one, "licrus");
    site.relay().success(two, "licrus");
    browser.awaitText("#work", "2 of 2");
    browser.awaitText("#work", "finished");
    assertEquals("dead-lettered", site.relay().state(other, "licrus"));
  }

  @Test
  void aPartnerIsPausedAndResumed() throws Exception {
    enter();
    browser.awaitText("#target-moka button", "Pause moka");
    browser.click("#target-moka .head button");
    browser.awaitText("#said", "moka is paused.");
    browser.awaitText("#target-moka .why", "by an operator");
    browser.awaitText("#target-moka .badge", "paused");
    assertEquals("DOWN", site.relay().health("moka"));
    browser.assertAccessible();

    browser.click("#target-moka .head button");

    browser.awaitText("#target-moka .badge", "running");
    browser.awaitGone("#target-moka .why");
    assertEquals("UP", site.relay().health("moka"));
  }

  @Test
  void aDeadLetterIsDroppedForAReason() throws Exception {
    String id = refused("Bırakılan Kişi");
    enter();
    browser.awaitText("#letters", id);
    clickOf("Drop", id);
    browser.awaitText("#ask-title", "Drop " + id + "?");
    browser.click("dialog button[type=submit]");
    assertTrue(browser.shows("#ask-reason"));
    browser.type("ask-reason", "called by phone");
    browser.assertAccessible();
    browser.click("dialog button[type=submit]");

    browser.awaitText("#said", id + " is dropped.");
    browser.awaitGone(of("Drop", id));
    assertEquals("Dropped", site.relay().deadLetter(id, "licrus").path("resultCode").asText());
  }

  @Test
  void aWrongKeyIsSaidSoAndTheRightOneGoesOnWithWhatWasWanted() throws Exception {
    visit("?lang=en#key=wrong");
    browser.awaitText("dialog", "did not take that key");
    browser.press(Keys.ESCAPE);
    browser.awaitGone("dialog");
    browser.click("#target-licrus .head button");
    browser.awaitText("#ask-title", "The key of this relay");
    browser.type("ask-key", management.token());
    browser.type("ask-operator", "Ayşe Işık");
    browser.click("dialog button[type=submit]");

    browser.awaitText("#said", "licrus is paused.");
    browser.click("#target-licrus .head button");
    browser.awaitText("#said", "licrus goes on.");
    await().until(() -> audited().contains("Ayse Isik"));
    assertFalse(audited().contains(management.token()));
  }

  @Test
  void hostileTextIsShownAsTextAndRunsNothing() throws Exception {
    refuse("Düşman", HOSTILE);
    String id = dead("Düşman " + HOSTILE);
    enter();
    browser.awaitText("#letters", HOSTILE);
    clickOf("Story", id);

    browser.awaitText("dialog .fields", "Düşman " + HOSTILE);

    assertEquals(
        0L, browser.run("return document.querySelectorAll('main img, dialog img').length"));
    assertEquals("FormRelay", browser.run("return document.title"));
    assertEquals(
        0L, browser.run("return document.querySelectorAll('main script, dialog script').length"));
  }

  @Test
  void whoWorksIsNotDisturbedByNewsAndARelayThatIsAwayIsSaidSo() throws Exception {
    String id = refused("Odaklı Kişi");
    enter();
    browser.awaitText("#letters", id);
    browser.type("f-code", "HasErr");
    browser.run("document.querySelector('" + of("Drop", id) + "').focus()");
    String newer = refused("Yeni Kişi");
    browser.awaitText("#letters", newer);
    assertEquals("Drop: " + id + " of licrus", browser.focusedLabel());
    assertEquals("HasErr", browser.value("f-code"));

    browser.offline(true);
    browser.awaitText("#away", "The relay has not answered since");
    assertTrue(browser.text("#letters").contains(newer));
    browser.assertAccessible();
    browser.offline(false);
    browser.awaitGone("#away");
  }

  @Test
  void itFitsAPhoneInTurkish() throws Exception {
    String id = refused("Telefondaki Kişi");
    browser.phone();
    visit("?lang=tr#key=" + management.token());
    browser.awaitText("h1", "İşletim");
    browser.awaitText("#letters", id);
    browser.awaitText("#attempts", id);
    browser.awaitText("#target-licrus .life", "bekliyor");
    browser.assertNothingToScrollSideways();
    browser.assertAccessible();
    browser.click("button[aria-label=\"Geçmişi: " + id + ", licrus\"]");
    browser.awaitText("dialog h2", id);
    browser.assertNothingToScrollSideways();
    assertNull(browser.run("return document.querySelector('#said:not([hidden])')"));
  }

  private static void visit(String rest) {
    // Another query: else only the part behind # changes, and the page is not loaded anew.
    browser.visit(URI.create("about:blank"));
    browser.visit(URI.create(management.url() + "/ops" + rest));
  }

  private static void enter() {
    visit("?lang=en#key=" + management.token());
    browser.awaitText("#target-licrus .badge", "running");
  }

  private static String of(String what, String id) {
    return "button[aria-label=\"" + what + ": " + id + " of licrus\"]";
  }

  private static void clickOf(String what, String id) {
    browser.click(of(what, id));
  }

  private static long number(String selector) {
    return Long.parseLong(browser.text(selector).replaceAll("\\D", ""));
  }

  private static String audited() throws Exception {
    return Files.readString(data.resolve("audit/audit.log"));
  }

  private static String form(String name) {
    return JsonNodeFactory.instance
        .objectNode()
        .put("CustomerFullName", name)
        .put("ProductNameList", "ECODENSE WT 65")
        .toString();
  }

  /** Lets Licrus refuse forms of a customer. */
  private static StubMapping refuse(String name, String why) {
    MappingBuilder call =
        post(urlEqualTo("/licrus/ExternalCall/Create"))
            .withRequestBody(containing(name))
            .willReturn(
                okJson(
                    JsonNodeFactory.instance
                        .objectNode()
                        .put("HasError", true)
                        .set(
                            "MessageList",
                            JsonNodeFactory.instance
                                .arrayNode()
                                .add(
                                    JsonNodeFactory.instance
                                        .objectNode()
                                        .put("Type", 1)
                                        .put("Message", why)))
                        .toString()));
    return site.partners().stubFor(call);
  }

  private static String refused(String name) throws Exception {
    refuse(name, "Kabul edilmedi");
    return dead(name);
  }

  private static String dead(String name) throws Exception {
    String id = site.relay().accepted(form(name));
    assertEquals("dead-letter", site.relay().deadLetter(id, "licrus").path("route").asText());
    return id;
  }
}
