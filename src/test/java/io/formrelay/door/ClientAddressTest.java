package io.formrelay.door;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ClientAddressTest {

  private static final ClientAddress BEHIND_PROXIES =
      new ClientAddress(List.of("10.0.0.0/8", "192.168.7.9", "fd00::/12"));

  @Test
  void withoutTrustedProxiesNobodyIsBelieved() {
    assertEquals("10.1.1.1", new ClientAddress(List.of()).of("10.1.1.1", List.of("8.8.8.8")));
  }

  @ParameterizedTest
  @CsvSource({
    "10.1.2.3, 8.8.8.8, 8.8.8.8",
    "10.1.2.3, '1.1.1.1, 8.8.8.8', 8.8.8.8",
    "10.1.2.3, '1.1.1.1, 8.8.8.8, 10.9.9.9, 192.168.7.9', 8.8.8.8",
    "10.1.2.3, '8.8.8.8,,10.9.9.9', 10.9.9.9",
    "10.1.2.3, '8.8.8.8:5678', 8.8.8.8",
    "10.1.2.3, '1.1.1.1:1, 8.8.8.8:5678, 10.9.9.9:80', 8.8.8.8",
    "10.1.2.3, '[2001:db8:1:2::9]:5678', 2001:db8:1:2::",
    "10.1.2.3, '[2001:db8:1:2::9]', 2001:db8:1:2::",
    "10.1.2.3, '2001:db8:1:2::9', 2001:db8:1:2::",
    "10.1.2.3, '8.8.8.8:port', 10.1.2.3",
    "10.1.2.3, 'localhost', 10.1.2.3",
    "10.1.2.3, '8.8.8.8, nonsense', 10.1.2.3",
    "10.1.2.3, '', 10.1.2.3",
    "192.168.7.8, 8.8.8.8, 192.168.7.8",
    "8.8.4.4, 8.8.8.8, 8.8.4.4",
    "::ffff:10.1.2.3, 8.8.8.8, 8.8.8.8",
    "fd0f::1, 8.8.8.8, 8.8.8.8"
  })
  void theLastAddressThatIsNoTrustedProxyIsTheClients(
      String peer, String forwarded, String expected) {
    assertEquals(expected, BEHIND_PROXIES.of(peer, List.of(forwarded)));
  }

  @Test
  void addressesOfOneIpv6NetworkAreOneClient() {
    ClientAddress direct = new ClientAddress(List.of());
    assertEquals(
        direct.of("2001:db8:1:2::1", List.of()), direct.of("2001:db8:1:2:ffff::9", List.of()));
    assertEquals("2001:db8:1:2::", direct.of("2001:db8:1:2:a:b:c:d", List.of()));
  }

  @ParameterizedTest
  @ValueSource(strings = {"proxy.example", "10.0.0.0/33", "10.0.0.0/x", "10.0.0/8", ""})
  void whatIsNoAddressAndNoNetworkIsRefused(String proxy) {
    assertThrows(IllegalArgumentException.class, () -> new ClientAddress(List.of(proxy)));
  }
}
