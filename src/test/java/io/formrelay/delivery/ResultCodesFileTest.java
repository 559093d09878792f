package io.formrelay.delivery;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.formrelay.delivery.Rule.Route;
import io.formrelay.partner.Reply;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ResultCodesFileTest {

  private static final Path SHIPPED = Path.of("config", "result-codes.yaml");

  @TempDir Path folder;

  @ParameterizedTest
  @CsvSource({
    "licrus, Success, SUCCESS",
    "licrus, HasError, DEAD_LETTER",
    "moka, Success, SUCCESS",
    "moka, EX, RETRY",
    "moka, DealerCustomer.UpdateCustomer.InvalidRequest, DEAD_LETTER",
    "moka, DealerCustomer.UpdateCustomer.DealerCustomerNotFound, DEAD_LETTER",
    "moka, PaymentDealer.CheckPaymentDealerAuthentication.InvalidAccount, PAUSE",
    "moka, DealerCustomer.Whatever.VirtualPosNotFound, PAUSE",
    "moka, PaymentDealer.DoDirectPayment3dRequest.IpAddressNotAllowed, PAUSE",
    "moka, 002, DEAD_LETTER",
    "moka, success, DEAD_LETTER",
  })
  void theShippedTableRoutesEachResultCode(String target, String code, Route route) {
    Signal signal = new Signal(Instant.EPOCH, 1, 200, new Reply(code, "", null), null, "", null);
    assertEquals(route, shipped().rule(target, signal).route());
  }

  @ParameterizedTest
  @CsvSource({
    "licrus, 408, RETRY, ",
    "licrus, 425, RETRY, ",
    "licrus, 429, RETRY, ",
    "licrus, 503, RETRY, ",
    "licrus, 500, DEAD_LETTER, OutcomeUnknown",
    "licrus, 502, DEAD_LETTER, OutcomeUnknown",
    "licrus, 504, DEAD_LETTER, OutcomeUnknown",
    "licrus, 401, PAUSE, ",
    "licrus, 403, PAUSE, ",
    "licrus, 404, DEAD_LETTER, ",
    "licrus, 302, DEAD_LETTER, ",
    "moka, 500, RETRY, ",
    "moka, 502, RETRY, ",
    "moka, 504, RETRY, ",
    "moka, 400, DEAD_LETTER, ",
    "moka, 307, DEAD_LETTER, ",
    "moka, 403, PAUSE, ",
  })
  void theShippedTableRoutesEachHttpStatus(String target, int status, Route route, String as) {
    Signal signal = new Signal(Instant.EPOCH, 1, status, null, null, "", null);
    Rule rule = shipped().rule(target, signal);
    assertEquals(route, rule.route());
    assertEquals(as, rule.as());
  }

  @ParameterizedTest
  @CsvSource({
    "licrus, REFUSED, RETRY, ",
    "licrus, DNS, RETRY, ",
    "licrus, TLS, RETRY, ",
    "licrus, CONNECT_TIMEOUT, RETRY, ",
    "licrus, READ_TIMEOUT, DEAD_LETTER, OutcomeUnknown",
    "licrus, RESET, DEAD_LETTER, OutcomeUnknown",
    "licrus, UNREADABLE_ANSWER, DEAD_LETTER, OutcomeUnknown",
    "licrus, RELAY_STOPPED, DEAD_LETTER, OutcomeUnknown",
    "licrus, NOT_BUILT, DEAD_LETTER, ",
    "moka, READ_TIMEOUT, RETRY, ",
    "moka, RESET, RETRY, ",
    "moka, UNREADABLE_ANSWER, RETRY, ",
    "moka, RELAY_STOPPED, RETRY, ",
    "moka, NOT_BUILT, DEAD_LETTER, ",
  })
  void theShippedTableRoutesEachFailure(String target, Failure failure, Route route, String as) {
    Signal signal = new Signal(Instant.EPOCH, 1, null, null, failure, "", null);
    Rule rule = shipped().rule(target, signal);
    assertEquals(route, rule.route());
    assertEquals(as, rule.as());
  }

  @Test
  void thePartnersAreThoseThatHaveASection() {
    assertEquals(
        List.of("licrus", "moka"), List.copyOf(new ResultCodesFile(SHIPPED).read().partners()));
  }

  @Test
  void anExactCodeComesBeforeASuffixAndTheLongerSuffixBeforeTheShorter() throws IOException {
    ResultCodes codes =
        read(
            """
            acme:
              - code: Fine
                route: success
              - suffix: Invalid
                route: dead-letter
              - suffix: VeryInvalid
                route: retry
              - code: Most.VeryInvalid
                route: pause
            """);
    assertEquals(Route.DEAD_LETTER, routeOf(codes, "Some.Invalid"));
    assertEquals(Route.RETRY, routeOf(codes, "Some.VeryInvalid"));
    assertEquals(Route.PAUSE, routeOf(codes, "Most.VeryInvalid"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      value = {
        "- {code: A, route: succes}              | 2 | there is no route succes",
        "- {code: A, status: 200, route: retry}  | 2 | exactly one of code, suffix, status, failure",
        "- {route: retry}                        | 2 | exactly one of",
        "- {code: A}                             | 2 | has no route",
        "- {status: 999, route: retry}           | 2 | there is no status 999",
        "- {status: 5x, route: retry}            | 2 | there is no status 5x",
        "- {failure: tired, route: retry}        | 2 | there is no failure tired",
        "- {failure: refused, route: success}    | 2 | cannot be a success",
        "- {status: 500, route: success}         | 2 | cannot be a success",
        "- {code: A, rout: retry}                | 2 | a rule knows no rout",
        "- {code: A, route: retry, as: B}        | 2 | as names a dead letter",
        "- {code: A, route: retry, pause-after: 3} | 2 | pause-after counts dead letters",
        "- {code: A, route: dead-letter, pause-after: 1} | 2 | at least 2",
        "- {code: [A, A], route: retry}          | 2 | code A stands there twice",
        "- {code: [], route: retry}              | 2 | the list is empty",
        "- {failure: refused, route: unknown}    | 2 | leaves no doubt",
        "- {failure: not-sent, route: unknown}   | 2 | leaves no doubt",
        "- {failure: not-built, route: unknown}  | 2 | leaves no doubt",
        "- {failure: reset, route: unknown, as: B} | 2 | as names a dead letter",
        "- {code: A, route: retry                | 3 | ",
      })
  void aRuleThatMakesNoSenseIsRefusedWithFileLineAndReason(String rule, int line, String reason)
      throws IOException {
    ResultCodesException refused =
        assertThrows(ResultCodesException.class, () -> read("acme:\n  " + rule + "\n"));
    Path file = folder.resolve("result-codes.yaml");
    assertTrue(refused.getMessage().startsWith(file + ":" + line + ": "), refused.getMessage());
    if (reason != null) {
      assertTrue(refused.getMessage().contains(reason), refused.getMessage());
    }
  }

  @Test
  void aPartnerWithoutASuccessIsRefused() {
    ResultCodesException refused =
        assertThrows(
            ResultCodesException.class, () -> read("acme:\n  - code: EX\n    route: retry\n"));
    assertTrue(refused.getMessage().contains(":1: acme has no code that leads to success"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      value = {
        "- {failure: unknown-outcome, route: retry}",
        "- {failure: relay-stopped, route: pause}",
        "- {failure: [read-timeout, reset], route: retry}",
        "- {status: 500, route: retry}",
        "- {status: 5xx, route: pause}",
        "- {status: 504, route: dead-letter, pause-after: 3}",
      })
  void whatMayHaveBeenCarriedOutIsNeverSentAgainByAWrongTable(String rule) throws IOException {
    ResultCodes codes = read("acme:\n  - {code: A, route: success}\n  " + rule + "\n");

    codes.at(List.of(target("acme", true)));
    ResultCodesException refused =
        assertThrows(ResultCodesException.class, () -> codes.at(List.of(target("acme", false))));
    Path file = folder.resolve("result-codes.yaml");
    assertTrue(refused.getMessage().startsWith(file + ":3: "), refused.getMessage());
    assertTrue(refused.getMessage().contains("acme.repeatable"), refused.getMessage());
  }

  @ParameterizedTest
  @CsvSource({"false, DEAD_LETTER, OutcomeUnknown", "true, RETRY, "})
  void anUnknownOutcomeIsWhatItIsAtTheTarget(boolean repeatable, Route route, String as)
      throws IOException {
    ResultCodes codes =
        read("""
                every-partner:
                  - {failure: unknown-outcome, route: unknown}
                acme:
                  - {code: Fine, route: success}
                  - {code: Perhaps, route: unknown}
                """)
            .at(List.of(target("acme", repeatable)));
    Signal late = new Signal(Instant.EPOCH, 1, null, null, Failure.READ_TIMEOUT, "", null);

    assertEquals(route, codes.rule("acme", late).route());
    assertEquals(as, codes.rule("acme", late).as());
    assertEquals(route, routeOf(codes, "Perhaps"));
  }

  @ParameterizedTest
  @CsvSource({"dead-letter, as: OutcomeUnknown, false, DEAD_LETTER", "retry, , true, RETRY"})
  void aTableThatSaysItItselfGoesOnWorking(
      String route, String as, boolean repeatable, Route expected) throws IOException {
    String end = "route: " + route + (as == null ? "" : ", " + as) + "}\n";
    ResultCodes codes =
        read("acme:\n  - {code: Fine, route: success}\n"
                + "  - {failure: unknown-outcome, "
                + end
                + "  - {status: 5xx, "
                + end)
            .at(List.of(target("acme", repeatable)));
    Signal late = new Signal(Instant.EPOCH, 1, null, null, Failure.READ_TIMEOUT, "", null);
    Signal broken = new Signal(Instant.EPOCH, 1, 502, null, null, "", null);

    assertEquals(expected, codes.rule("acme", late).route());
    assertEquals(expected, codes.rule("acme", broken).route());
  }

  private static ResultCodes shipped() {
    return new ResultCodesFile(SHIPPED)
        .read()
        .at(List.of(target("licrus", false), target("moka", true)));
  }

  private static TargetSettings target(String name, boolean repeatable) {
    Duration time = Duration.ofSeconds(30);
    return new TargetSettings(name, true, 8, 0, time, List.of(), 3, time, repeatable, false);
  }

  private static Route routeOf(ResultCodes codes, String code) {
    Signal signal = new Signal(Instant.EPOCH, 1, 200, new Reply(code, "", null), null, "", null);
    return codes.rule("acme", signal).route();
  }

  private ResultCodes read(String yaml) throws IOException {
    Path file = folder.resolve("result-codes.yaml");
    Files.writeString(file, yaml);
    return new ResultCodesFile(file).read();
  }
}
