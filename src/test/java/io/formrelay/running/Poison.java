package io.formrelay.running;

import com.fasterxml.jackson.databind.JsonNode;
import io.formrelay.delivery.AttemptExchange;
import io.formrelay.ledger.Delivery;
import io.formrelay.ledger.Settlement;
import io.formrelay.partner.Reply;
import io.formrelay.partner.licrus.LicrusAnswer;
import io.formrelay.partner.moka.MokaAnswer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;

/**
 * Steps that fail as code of the relay might, at forms whose name asks for it. Public, because
 * Camel makes them from the routes.
 */
public final class Poison {

  private Poison() {}

  /** A copy of the shipped routes in which these steps stand; as a setting. */
  static Map<String, String> routes(Path folder) throws IOException {
    try (Stream<Path> shipped = Files.list(Path.of("routes"))) {
      for (Path page : shipped.filter(Files::isRegularFile).toList()) {
        Files.writeString(folder.resolve(page.getFileName()), poisoned(Files.readString(page)));
      }
    }
    Files.writeString(
        folder.resolve("poisoned.camel.yaml"),
        """
        - route:
            id: poisoned-retry
            errorHandler:
              noErrorHandler: {}
            from:
              uri: direct:poisoned-retry
              steps:
                - process:
                    ref: "#class:%s"
                - to: ledger:retrying
        """
            .formatted(Outcome.class.getName()));
    return Map.of(
        "camel.main.routesIncludePattern",
        "file:" + folder + "/*.camel.yaml",
        "outcome.retry",
        "direct:poisoned-retry");
  }

  private static String poisoned(String page) {
    String step =
        "        - process:\n            ref: \"#class:" + Payload.class.getName() + "\"\n";
    return page.replace(LicrusAnswer.class.getName(), Answer.class.getName())
        .replace(MokaAnswer.class.getName(), MokasAnswer.class.getName())
        .replace(
            "        - process:\n            id: build-",
            step + "        - process:\n            id: build-");
  }

  private static void fail(String how) {
    switch (how) {
      case "Stack" -> fail(how);
      case "Memory" -> throw new OutOfMemoryError("of a test");
      case "Null" -> throw new NullPointerException();
      default -> throw new IllegalStateException("an address in it: Bahçe Sokak");
    }
  }

  /**
   * Builds no request of a form for "Poison Stack" and "Poison Memory", nor at the first two
   * attempts of one for "Twice Memory", the first of "First Null ..." and the second of "Second
   * Null ...".
   */
  public static final class Payload implements Processor {
    @Override
    public void process(Exchange exchange) {
      JsonNode form = exchange.getMessage().getBody(JsonNode.class);
      String name = form.path("CustomerFullName").asText() + form.path("FirstName").asText();
      Delivery delivery = exchange.getProperty(AttemptExchange.DELIVERY, Delivery.class);
      if (name.startsWith("Poison ")) {
        fail(name.substring(7));
      } else if (name.startsWith("Twice ") && delivery.relayFailures() < 2) {
        fail(name.substring(6));
      } else if (name.startsWith(delivery.history().isEmpty() ? "First " : "Second ")
          && delivery.history().size() < 2) {
        fail(name.split(" ")[1]);
      }
    }
  }

  /** Cannot read an answer with a message that begins with "Poison ". */
  public static final class Answer extends LicrusAnswer {
    @Override
    public Optional<Reply> read(JsonNode answer) {
      String message = answer.at("/MessageList/0/Message").asText();
      if (message.startsWith("Poison ")) {
        fail(message.substring(7));
      }
      return super.read(answer);
    }
  }

  /** Cannot read an answer of Moka with a message that begins with "Poison ". */
  public static final class MokasAnswer extends MokaAnswer {
    @Override
    public Optional<Reply> read(JsonNode answer) {
      String message = answer.path("ResultMessage").asText();
      if (message.startsWith("Poison ")) {
        fail(message.substring(7));
      }
      return super.read(answer);
    }
  }

  /** Fails at every retry of an answer 503. */
  public static final class Outcome implements Processor {
    @Override
    public void process(Exchange exchange) {
      if (exchange.getMessage().getBody(Settlement.class).resultCode().equals("Http503")) {
        fail("Outcome");
      }
    }
  }
}
