package io.formrelay.sealing;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Set;
import org.junit.jupiter.api.Test;

class SealedFieldsTest {

  private static final ObjectMapper JSON = new ObjectMapper();

  // 32 bytes of 0, and 32 bytes of 4
  private static final String OLD = "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=";
  private static final String NEW = "BAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQ=";

  private final SealedFields sealed = with(OLD);

  private static SealedFields with(String keys) {
    return new SealedFields(Set.of("Password"), SealingKeys.parse(keys));
  }

  private static ObjectNode form(String password) {
    return JSON.createObjectNode().put("CustomerCode", "C-1").put("Password", password);
  }

  @Test
  void whatIsSealedShowsNothingOfTheValueAndOpensAgain() throws Exception {
    ObjectNode form = form("  Şifre\"1 ");

    ObjectNode kept = sealed.seal("s1", form);

    assertEquals("C-1", kept.path("CustomerCode").asText());
    assertTrue(SealedFields.isSealed(kept.path("Password")));
    assertFalse(kept.toString().contains("ifre"), kept::toString);
    // The key's id: the first 8 hex digits of SHA-256 of 32 bytes of 0.
    assertTrue(kept.at("/Password/sealed").asText().startsWith("66687aad."), kept::toString);
    assertEquals(form("  Şifre\"1 "), form, "the form itself is not touched");
    assertEquals(form, sealed.open("s1", kept));
    assertEquals(form, JSON.readTree(sealed.openText("s1", kept.toString())));
    assertEquals(kept, sealed.seal("s1", kept), "nothing is sealed twice");
  }

  @Test
  void theSameValueNeverLooksTheSameTwice() {
    assertNotEquals(sealed.seal("s1", form("x")), sealed.seal("s1", form("x")));
  }

  @Test
  void whatHoldsNoSuchFieldIsLeftAsItIs() throws Exception {
    ObjectNode form = JSON.createObjectNode().put("CustomerCode", "C-1");
    assertSame(form, sealed.seal("s1", form));
    assertSame(form, sealed.open("s1", form));
    assertEquals("abc", sealed.fingerprint(form, "abc"));
  }

  @Test
  void anotherSubmissionsCiphertextIsNotOpened() {
    ObjectNode kept = sealed.seal("s1", form("x"));
    UnsealableException failure =
        assertThrows(UnsealableException.class, () -> sealed.open("s2", kept));
    assertEquals(null, failure.keyId());
    assertEquals(kept.toString(), sealed.openText("s2", kept.toString()));
  }

  @Test
  void anythingThatWasChangedIsNotOpened() {
    String text = sealed.seal("s1", form("secret")).at("/Password/sealed").asText();
    for (String wrong :
        new String[] {
          text.substring(0, text.length() - 4) + "AAAA",
          text.substring(0, 20),
          "66687aad.",
          "66687aad.%%%",
          "nothing"
        }) {
      ObjectNode changed = form("");
      changed.putObject("Password").put("sealed", wrong);
      assertThrows(UnsealableException.class, () -> sealed.open("s1", changed), wrong);
    }
  }

  @Test
  void afterARotationTheFirstKeyEncryptsAndAllDecrypt() throws Exception {
    JsonNode before = sealed.seal("s1", form("x"));
    SealedFields rotated = with(NEW + "," + OLD);

    assertEquals(form("x"), rotated.open("s1", (ObjectNode) before));
    ObjectNode after = rotated.seal("s1", form("x"));
    assertEquals(form("x"), with(NEW).open("s1", after));
    UnsealableException gone =
        assertThrows(UnsealableException.class, () -> sealed.open("s1", after));
    assertTrue(after.at("/Password/sealed").asText().startsWith(gone.keyId() + "."));
  }

  @Test
  void fingerprintsOfSecretsAreKeyedAndKnownAgainUnderEveryKey() {
    String kept = sealed.fingerprint(form("x"), "abc");

    assertFalse(kept.contains("abc"));
    assertTrue(with(NEW + "," + OLD).isFingerprint(kept, "abc"));
    assertFalse(with(NEW + "," + OLD).isFingerprint(kept, "abd"));
    assertFalse(with(NEW).isFingerprint(kept, "abc"), "nobody can tell without the key");
    assertTrue(sealed.isFingerprint("abc", "abc"), "as it was kept before there were keys");
  }

  @Test
  void aKeyThatIsNoneIsRefusedUnseen() {
    for (String wrong : new String[] {"", "secret", OLD + ",", OLD.substring(4), "A%" + OLD}) {
      IllegalArgumentException refused =
          assertThrows(IllegalArgumentException.class, () -> SealingKeys.parse(wrong), wrong);
      assertEquals(
          "is the base64 of 32 bytes, or several of them with commas between",
          refused.getMessage());
    }
    assertFalse(SealingKeys.parse(OLD).toString().contains("AAAA"));
  }
}
