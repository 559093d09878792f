package io.formrelay.door;

import io.formrelay.ledger.LedgerException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.apache.camel.Exchange;
import org.apache.camel.builder.RouteBuilder;

/** In the ledger's place: it notes what the folder door hands it in, and may be away. */
final class NotingLedger extends RouteBuilder {

  private final List<String> accepted = new CopyOnWriteArrayList<>();
  private final List<String> sources = new CopyOnWriteArrayList<>();
  private final List<String> keys = new CopyOnWriteArrayList<>();
  private volatile boolean away;

  @Override
  public void configure() {
    from("direct:accept").errorHandler(noErrorHandler()).process(this::accept);
  }

  private void accept(Exchange exchange) {
    if (away) {
      throw new LedgerException("the ledger is away", null);
    }
    String body = new String(exchange.getMessage().getBody(byte[].class), StandardCharsets.UTF_8);
    if (body.contains(Inbox.WRONG)) {
      throw new Inbox.WrongException();
    }
    accepted.add(body);
    sources.add(exchange.getProperty("source", String.class));
    keys.add(exchange.getProperty("key", String.class));
  }

  /** What was handed in, in its order. */
  List<String> accepted() {
    return accepted;
  }

  List<String> sources() {
    return sources;
  }

  List<String> keys() {
    return keys;
  }

  void goAway() {
    away = true;
  }

  void comeBack() {
    away = false;
  }
}
