package io.formrelay.browser;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.github.tomakehurst.wiremock.stubbing.StubMapping;
import java.nio.file.Path;
import org.junit.jupiter.api.AutoClose;
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
  @AutoClose private static OperatorsDesk desk;
  private static Browser browser;

  @BeforeAll
  static void open() throws Exception {
    desk = new OperatorsDesk(data);
    browser = desk.browser();
  }

  @BeforeEach
  void comeFresh() {
    desk.comeFresh();
  }

  @Test
  void aPartnersLifeAndItsLastDayAreSeenWithoutAKey() throws Exception {
    desk.relay().success(desk.relay().accepted(desk.form("Gören Kişi")), "licrus");
    desk.refused("Görülen Kişi");

    desk.visit("?lang=en");

    browser.awaitText("#ask-title", "The key of this relay");
    browser.press(Keys.ESCAPE);
    browser.awaitText("#target-licrus .badge", "running");
    await().until(() -> desk.number("#target-licrus .life .accepted dd") >= 2);
    await().until(() -> desk.number("#target-licrus .life .delivered dd") >= 1);
    await().until(() -> desk.number("#target-licrus .life .dead dd") >= 1);
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
    StubMapping refusing = desk.refuse("Hikâyeli Kişi", "Seri numarası bulunamadı");
    String id = desk.dead("Hikâyeli Kişi");
    desk.enter();
    assertFalse(browser.address().contains("key="));

    browser.awaitText("#attempts", id);
    browser.awaitText("#letters", "Seri numarası bulunamadı");
    desk.clickOf("Story", id);
    browser.awaitText("dialog", "The story of " + id);
    browser.awaitText("dialog table", "HasError");
    browser.awaitText("dialog .fields", "Hikâyeli Kişi");
    browser.assertAccessible();
    browser.press(Keys.ESCAPE);
    browser.awaitGone("dialog");
    assertEquals("Story: " + id + " of licrus", browser.focusedLabel());

    desk.relent(refusing);
    desk.clickOf("Replay", id);

    browser.awaitText("#said", id + " is delivered to licrus again.");
    desk.relay().success(id, "licrus");
    browser.awaitGone(desk.of("Replay", id));
  }

  @Test
  void aFilterIsTriedDryFirstAndThenReplayed() throws Exception {
    StubMapping refusing = desk.refuse("Toplu Kişi", "Toplu ret");
    String one = desk.dead("Toplu Kişi 1");
    String two = desk.dead("Toplu Kişi 2");
    String other = desk.refused("Başka Kişi");
    desk.enter();
    browser.awaitText("#letters", other);

    browser.choose("f-target", "licrus");
    browser.type("f-text", "toplu ret");
    browser.click("#filter button[type=submit]");
    browser.awaitGone(desk.of("Story", other));
    browser.awaitText("#letters", one);
    desk.relent(refusing);
    browser.click("#dry-run");
    browser.awaitText("#dry", "HasError");
    assertEquals("Replay 2 now", browser.text("#replay-now"));
    browser.assertAccessible();
    assertEquals("dead-lettered", desk.relay().state(one, "licrus"));

    browser.click("#replay-now");

    browser.awaitText("#said", "The replay has begun.");
    desk.relay().success(one, "licrus");
    desk.relay().success(two, "licrus");
    browser.awaitText("#work", "2 of 2");
    browser.awaitText("#work", "finished");
    assertEquals("dead-lettered", desk.relay().state(other, "licrus"));
  }

  @Test
  void aTextIsSearchedForOnceAlsoWhereNothingHasIt() throws Exception {
    desk.refused("Bulunan Kişi");
    desk.enter();
    browser.type("f-text", "böyle bir metin yok");
    browser.click("#filter button[type=submit]");
    browser.awaitText("#letters-none", "No dead letter");
    long looks = browser.requested("/operations/relay");
    await().until(() -> browser.requested("/operations/relay") > looks + 1);
    assertEquals(1, browser.requested("text="));
  }

  @Test
  void aPartnerIsPausedAndResumed() throws Exception {
    desk.enter();
    browser.awaitText("#target-moka button", "Pause moka");
    browser.click("#target-moka .head button");
    browser.awaitText("#said", "moka is paused.");
    browser.awaitText("#target-moka .why", "by an operator");
    browser.awaitText("#target-moka .badge", "paused");
    assertEquals("DOWN", desk.relay().health("moka"));
    browser.assertAccessible();

    browser.click("#target-moka .head button");

    browser.awaitText("#target-moka .badge", "running");
    browser.awaitGone("#target-moka .why");
    assertEquals("UP", desk.relay().health("moka"));
  }

  @Test
  void aDeadLetterIsDroppedForAReason() throws Exception {
    String id = desk.refused("Bırakılan Kişi");
    desk.enter();
    browser.awaitText("#letters", id);
    desk.clickOf("Drop", id);
    browser.awaitText("#ask-title", "Drop " + id + "?");
    browser.click("dialog button[type=submit]");
    assertTrue(browser.shows("#ask-reason"));
    browser.type("ask-reason", "called by phone");
    browser.assertAccessible();
    browser.click("dialog button[type=submit]");

    browser.awaitText("#said", id + " is dropped.");
    browser.awaitGone(desk.of("Drop", id));
    assertEquals("Dropped", desk.relay().deadLetter(id, "licrus").path("resultCode").asText());
  }

  @Test
  void aWrongKeyIsSaidSoAndTheRightOneGoesOnWithWhatWasWanted() throws Exception {
    desk.visit("?lang=en#key=wrong");
    browser.awaitText("dialog", "did not take that key");
    browser.press(Keys.ESCAPE);
    browser.awaitGone("dialog");
    browser.awaitText("#target-licrus .badge", "running");
    browser.click("#target-licrus .head button");
    browser.awaitText("#ask-title", "The key of this relay");
    browser.type("ask-key", desk.token());
    browser.type("ask-operator", "Ayşe Işık");
    browser.click("dialog button[type=submit]");

    browser.awaitText("#said", "licrus is paused.");
    browser.click("#target-licrus .head button");
    browser.awaitText("#said", "licrus goes on.");
    await().until(() -> desk.audited().contains("Ayse Isik"));
    assertFalse(desk.audited().contains(desk.token()));
  }

  @Test
  void hostileTextIsShownAsTextAndRunsNothing() throws Exception {
    desk.refuse("Düşman", HOSTILE);
    String id = desk.dead("Düşman " + HOSTILE);
    desk.enter();
    browser.awaitText("#letters", HOSTILE);
    desk.clickOf("Story", id);

    browser.awaitText("dialog .fields", "Düşman " + HOSTILE);

    assertEquals(
        0L, browser.run("return document.querySelectorAll('main img, dialog img').length"));
    assertEquals("FormRelay", browser.run("return document.title"));
    assertEquals(
        0L, browser.run("return document.querySelectorAll('main script, dialog script').length"));
  }

  @Test
  void whoWorksIsNotDisturbedByNewsAndARelayThatIsAwayIsSaidSo() throws Exception {
    String id = desk.refused("Odaklı Kişi");
    desk.enter();
    browser.awaitText("#letters", id);
    browser.type("f-code", "HasErr");
    browser.run("document.querySelector('" + desk.of("Drop", id) + "').focus()");
    String newer = desk.refused("Yeni Kişi");
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
    String id = desk.refused("Telefondaki Kişi");
    browser.phone();
    desk.visit("?lang=tr#key=" + desk.token());
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

  @Test
  void aLongFileIsSeenUntilAllOfItIsAccepted() throws Exception {
    desk.relay().drop("dealers.jsonl", (desk.form("Toplu Kişi") + "\n").repeat(1_500) + "5\n");
    desk.enter();
    browser.awaitText("#work", "File dealers.jsonl");
    browser.awaitText("#work", "finished · 100 % · 1,500 accepted · 1 refused");
    browser.assertAccessible();
  }
}
