package io.formrelay.partner.moka;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The vectors were computed with {@code printf '%s' … | sha256sum}, outside Java. */
class CheckKeyTest {

  @ParameterizedTest
  @CsvSource({
    "xxx,xxx,xxx,68d0ce4345d284aa4e5fac4d0d7f27e5d0ed7f83002e16651f050f467efe14d0",
    "1730,demoUser,demoPass1,803e77da9d526a1639265712e13aff8239b1426f6cf86267ff2946f061ec2665",
    "1234,user@moka.com,p@ssword,f352d7369b540fb3fcf0f346794335cfbade3ddea23fb01cde09bdae216e95f0",
    "BAYİ-ŞĞ,çağrıÖz,GüçlüŞifre_ıİ9,"
        + "954d30571173f1901439e63696d621776488b0ae19af1731a45aec75f7c37b8e",
    "ELİF,Elif,Elif1234,a123e865e14192fb4266e09755f8a241a635c7e3dff3147d4505a8927f27fa30",
    "Dealer,MKMK,PDPD,813a46badffb26866976f4a85956eae42dcfb84ea9af936886b342030197612d"
  })
  void theKeyIsTheHashOfTheCredentialsAsTheyAre(
      String dealerCode, String username, String password, String key) {
    assertEquals(key, CheckKey.of(dealerCode, username, password).hex());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "b788d9c42043128df194cebe39835d90d1f125104c2cbfd1f784ea98f6c8a264",
        "45bcf9492254abaaaad96c6a7cec09bbd54fba545451e659f839edb99ef4f0be",
        "b365ba2a4176669567c072c68fc2a1b5f3050b4e0fa91181947ecefa245beaa6"
      })
  void otherEncodingsAndDecomposedLettersAreNotUsed(String wrongKey) {
    assertNotEquals(wrongKey, CheckKey.of("ELİF", "Elif", "Elif1234").hex());
  }

  @Test
  void credentialsAreNeitherTrimmedNorChangedInCase() {
    assertEquals(
        "803e77da9d526a1639265712e13aff8239b1426f6cf86267ff2946f061ec2665",
        CheckKey.of("1730", "demoUser", "demoPass1").hex());
    assertNotEquals(
        CheckKey.of("1730", "demoUser", "demoPass1"),
        CheckKey.of("1730", "demoUser", "demoPass1 "));
    assertNotEquals(
        CheckKey.of("1730", "demoUser", "demoPass1"), CheckKey.of("1730", "demouser", "demoPass1"));
  }

  @Test
  void theDefaultLocaleChangesNothing() {
    Locale before = Locale.getDefault();
    try {
      for (Locale locale : new Locale[] {Locale.forLanguageTag("tr-TR"), Locale.ROOT}) {
        Locale.setDefault(locale);
        assertEquals(
            "954d30571173f1901439e63696d621776488b0ae19af1731a45aec75f7c37b8e",
            CheckKey.of("BAYİ-ŞĞ", "çağrıÖz", "GüçlüŞifre_ıİ9").hex());
      }
    } finally {
      Locale.setDefault(before);
    }
  }

  @Test
  void theKeyDoesNotPrint() {
    assertFalse(CheckKey.of("xxx", "xxx", "xxx").toString().contains("68d0ce43"));
  }
}
