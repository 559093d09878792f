package io.formrelay.door;

import io.netty.util.NetUtil;
import io.vertx.core.http.HttpServerRequest;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Tells the address of the client that a call comes from: that of the connection's other end, or,
 * where that is a trusted proxy, the last one in {@code X-Forwarded-For} that is none.
 *
 * <p>What stands further left in that header is what the client itself claims.
 */
public final class ClientAddress {

  /** A household or a server has a network of its own: its addresses count as one client. */
  private static final int IPV6_NETWORK_BYTES = 8;

  private static final Pattern WITH_PORT =
      Pattern.compile("\\[([^\\]]+)\\](?::[0-9]{1,5})?|([^:]+):[0-9]{1,5}");

  private final List<Network> trusted;

  private record Network(byte[] address, int bits) {

    boolean contains(byte[] other) {
      if (other.length != address.length) {
        return false;
      }
      int whole = bits / 8;
      int rest = bits % 8;
      int mask = 0xFF << 8 - rest & 0xFF;
      return Arrays.equals(address, 0, whole, other, 0, whole)
          && (rest == 0 || (address[whole] & mask) == (other[whole] & mask));
    }
  }

  /**
   * Trusts these proxies.
   *
   * @param proxies addresses, or networks as in {@code 10.0.0.0/8}
   * @throws IllegalArgumentException where one is neither
   */
  public ClientAddress(List<String> proxies) {
    this.trusted = proxies.stream().map(ClientAddress::network).toList();
  }

  /** The address of a call's client, or the network it is in; never empty. */
  String of(HttpServerRequest request) {
    return of(request.remoteAddress().hostAddress(), request.headers().getAll("X-Forwarded-For"));
  }

  /** The same of the connection's other end and the header's values. */
  String of(String peer, List<String> forwarded) {
    String client = peer;
    if (!trusted.isEmpty() && isTrusted(client)) {
      String[] claimed = String.join(",", forwarded).split(",");
      for (int i = claimed.length - 1; i >= 0 && isTrusted(client); i--) {
        byte[] address = bytes(withoutPort(claimed[i].strip()));
        if (address == null) {
          break;
        }
        client = NetUtil.bytesToIpAddress(address);
      }
    }
    return group(client);
  }

  /**
   * Some proxies tell the client's port, too: {@code 192.0.2.1:5678}, {@code [2001:db8::1]:5678}.
   */
  private static String withoutPort(String text) {
    Matcher read = WITH_PORT.matcher(text);
    return read.matches() ? read.group(read.group(1) == null ? 2 : 1) : text;
  }

  private boolean isTrusted(String address) {
    byte[] bytes = bytes(address);
    return bytes != null && trusted.stream().anyMatch(each -> each.contains(bytes));
  }

  private static String group(String address) {
    byte[] bytes = bytes(address);
    if (bytes == null || bytes.length == 4) {
      return address;
    }
    Arrays.fill(bytes, IPV6_NETWORK_BYTES, bytes.length, (byte) 0);
    return NetUtil.bytesToIpAddress(bytes);
  }

  private static Network network(String text) {
    int slash = text.indexOf('/');
    byte[] address = bytes(slash < 0 ? text : text.substring(0, slash));
    if (address == null) {
      throw new IllegalArgumentException("is no address: " + text);
    }
    int most = address.length * 8;
    String bits = slash < 0 ? Integer.toString(most) : text.substring(slash + 1);
    if (!bits.matches("[0-9]{1,3}") || Integer.parseInt(bits) > most) {
      throw new IllegalArgumentException("is no network: " + text);
    }
    return new Network(address, Integer.parseInt(bits));
  }

  /** Null for what is no address; a name is never looked up. */
  private static byte[] bytes(String text) {
    byte[] bytes = NetUtil.createByteArrayFromIpAddressString(text);
    boolean mapped =
        bytes != null
            && bytes.length == 16
            && bytes[10] == -1
            && bytes[11] == -1
            && Arrays.equals(bytes, 0, 10, new byte[10], 0, 10);
    return mapped ? Arrays.copyOfRange(bytes, 12, 16) : bytes;
  }
}
