package io.formrelay.delivery;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.apache.camel.Exchange;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.support.DefaultExchange;
import org.junit.jupiter.api.Test;

class MaskingTest {

  private final Masking masking = new Masking(List.of("10", "u", "ticket-0123456789", " "));
  private final Exchange exchange = new DefaultExchange(new DefaultCamelContext());

  @Test
  void aMessageShowsNoSecretHoweverShort() {
    assertEquals(
        "ticket ***: dealer ***, ***ser",
        masking.mask("ticket ticket-0123456789: dealer 10, user", exchange));
  }

  @Test
  void aNumberInAMessageIsMaskedOnlyWhereItIsTheWholeSecret() {
    assertEquals("No: 41067", masking.mask("No: 41067", exchange));
  }

  @Test
  void aShortSecretThatACodeOrANumberHoldsByChanceLeavesItWhole() {
    assertEquals("Success", masking.maskWord("Success", exchange));
    assertEquals("41067", masking.maskWord("41067", exchange));
  }

  @Test
  void aCodeOrANumberThatIsASecretIsMasked() {
    assertEquals("***", masking.maskWord("10", exchange));
    assertEquals("Dealer.***.Locked", masking.maskWord("Dealer.10.Locked", exchange));
    assertEquals("Bad***", masking.maskWord("Badticket-0123456789", exchange));
  }
}
