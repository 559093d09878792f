package io.formrelay.notice;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Instant;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class NoticeTextTest {

  private static final Instant AT = Instant.parse("2026-03-01T10:00:00.123Z");
  private static final NoticeText ENGLISH = new NoticeText(Locale.ENGLISH, "Relay 1");
  private static final NoticeText TURKISH = new NoticeText(Locale.forLanguageTag("tr"), "Röle");

  private static Notice notice(Cause.Kind kind, String target, boolean wrong, String reason) {
    return new Notice(Way.EMAIL, new Cause(kind, target), wrong, AT, AT, 1_234, reason);
  }

  @Test
  void aPauseIsToldWithItsReasonAndSinceWhen() {
    Notice paused = notice(Cause.Kind.PAUSED, "licrus", true, "TRANSPORT ConnectFailed");
    assertEquals("[Relay 1] licrus: deliveries are paused", ENGLISH.title(paused));
    assertEquals(
        "Deliveries to licrus are paused: it cannot be reached or does not answer"
            + " (ConnectFailed). They wait; none is lost.",
        ENGLISH.text(paused));
    assertEquals("Since 2026-03-01T10:00:00Z", ENGLISH.since(paused));
    assertEquals(
        "licrus için gönderimler duraklatıldı: ulaşılamıyor ya da yanıt vermiyor"
            + " (ConnectFailed). Gönderimler bekliyor; hiçbiri kaybolmadı.",
        TURKISH.text(paused));
  }

  @Test
  void refusedCredentialsAreToldInPlainWords() {
    Notice refused = notice(Cause.Kind.PAUSED, "licrus", true, "CREDENTIALS Http401");
    assertEquals(
        "Deliveries to licrus are paused: it refuses the relay's credentials (Http401)."
            + " They wait; none is lost.",
        ENGLISH.text(refused));
  }

  @Test
  void deadLettersAreToldWithTheirNumberAndCodes() {
    Notice dead = notice(Cause.Kind.DEAD_LETTERS, "moka", true, "HasError 1230, other 4");
    assertEquals("[Relay 1] moka: dead letters (1234)", ENGLISH.title(dead));
    assertTrue(ENGLISH.text(dead).contains("(HasError 1230, other 4)"), ENGLISH.text(dead));
    assertTrue(ENGLISH.todo(dead).endsWith("dead-letters list --target moka"), ENGLISH.todo(dead));
  }

  @ParameterizedTest
  @EnumSource(Cause.Kind.class)
  void everyCauseHasWordsInBothLanguages(Cause.Kind kind) {
    for (NoticeText words : new NoticeText[] {ENGLISH, TURKISH}) {
      for (boolean wrong : new boolean[] {true, false}) {
        Notice notice = notice(kind, "moka", wrong, "OPERATOR");
        String all = words.title(notice) + words.text(notice) + words.since(notice);
        assertFalse(all.contains("{") || all.contains("''"), all);
        assertEquals(!wrong, words.todo(notice).isEmpty());
      }
    }
  }

  @Test
  void noNameBeginsALineOfItsOwn() {
    NoticeText words = new NoticeText(Locale.ENGLISH, "x\r\nBcc: a@b.example\u2028y");
    Notice hostile =
        notice(Cause.Kind.DEAD_LETTERS, "t\r\nTo: c@d.example", true, "code\nX: 1 {0} '");
    for (String line :
        new String[] {words.title(hostile), words.text(hostile), words.todo(hostile)}) {
      assertFalse(line.matches("(?s).*[\\p{Cntrl}\u2028].*"), line);
    }
  }
}
