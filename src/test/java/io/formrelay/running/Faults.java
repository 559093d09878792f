package io.formrelay.running;

import static io.formrelay.running.Answers.drip;
import static io.formrelay.running.Answers.html;
import static io.formrelay.running.Answers.json;
import static io.formrelay.running.Answers.licrus;
import static io.formrelay.running.Answers.moka;
import static io.formrelay.running.Answers.mokaCode;
import static io.formrelay.running.Answers.raw;
import static io.formrelay.running.Answers.silence;
import static io.formrelay.running.Answers.status;

import io.formrelay.running.PartnerStub.Answer;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;

/** The faults of the matrix, by the names of its rows. */
final class Faults {

  /** Seconds; no retry of the schedule comes after just so long. */
  static final int ASKED_FOR = 3 * 3600;

  /** Characters, of which ten come in a second. */
  private static final int FOR_LONG = 600;

  private static final String JSON_HEAD = "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\n";
  private static final String UPDATE = "DealerCustomer.UpdateCustomer.";
  private static final String LOGIN = "PaymentDealer.CheckPaymentDealerAuthentication.";

  /**
   * A fault.
   *
   * @param answer what the partner does with the request
   * @param poison what the relay itself fails with before there is a request, as {@link Poison}
   *     knows it; null where it does not
   * @param listening whether there is a partner at all
   */
  record Fault(Answer answer, String poison, boolean listening) {

    Fault(Answer answer) {
      this(answer, null, true);
    }

    /** Whether the partner gets the request. */
    boolean leaves() {
      return poison == null && listening;
    }
  }

  private Faults() {}

  /** Those of an attempt that pauses nothing. */
  static Map<String, Fault> ofAnAttempt() {
    Map<String, Fault> faults = new LinkedHashMap<>();
    faults.put("connection refused", new Fault(null, null, false));
    onTheWay().forEach((name, answer) -> faults.put(name, new Fault(answer)));
    unreadable().forEach((name, answer) -> faults.put(name, new Fault(answer)));
    statuses().forEach((name, answer) -> faults.put(name, new Fault(answer)));
    envelopes().forEach((name, answer) -> faults.put(name, new Fault(answer)));
    faults.put("the request cannot be built", new Fault(Answers.SUCCESS, "Null", true));
    faults.put(
        "the relay fails before the request leaves", new Fault(Answers.SUCCESS, "Memory", true));
    faults.put("the relay fails over the answer", new Fault(poisonous()));
    return faults;
  }

  private static Map<String, Answer> onTheWay() {
    String did = licrus(false, 7, "");
    String announced = JSON_HEAD + "Content-Length: " + did.length() + "\r\n\r\n";
    Map<String, Answer> faults = new LinkedHashMap<>();
    faults.put("silence", silence());
    faults.put("a head that comes too slowly", drip(JSON_HEAD + "X-Slow: " + "x".repeat(FOR_LONG)));
    faults.put(
        "a body that comes too slowly",
        line -> {
          String slow = " ".repeat(FOR_LONG) + did;
          line.send(JSON_HEAD + "Content-Length: " + slow.length() + "\r\n\r\n");
          drip(slow).give(line);
        });
    faults.put("the partner does the work, then the connection is reset", StubLine::reset);
    faults.put("the partner hangs up without an answer", StubLine::hangUp);
    faults.put("reset in the middle of the head", line -> resetAfter(line, "HTTP/1.1 200 OK\r\nC"));
    faults.put(
        "reset in the middle of the body",
        line -> resetAfter(line, announced + did.substring(0, 20)));
    faults.put("a body that ends too early", raw(announced + did.substring(0, 20)));
    faults.put("an answer that is no HTTP", raw("220 mail.example ESMTP\r\n\r\n"));
    return faults;
  }

  private static void resetAfter(StubLine line, String characters) throws IOException {
    line.send(characters);
    line.reset();
  }

  private static Map<String, Answer> unreadable() {
    String both = "{\"HasError\": false, \"Id\": 7, \"ResultCode\": \"Success\"}";
    Map<String, Answer> faults = new LinkedHashMap<>();
    faults.put("200 without a body", status(200));
    faults.put("204", status(204));
    faults.put("200 with a page", html(200, "<html><body>Bakım</body></html>"));
    faults.put("200 with half its JSON", json(200, both.substring(0, both.length() - 1)));
    faults.put("200 with other JSON", json(200, "{\"ok\": true}"));
    faults.put(
        "200 with the other partner's success",
        of(json(200, moka("Success", "{}")), json(200, licrus(false, 7, ""))));
    faults.put(
        "200 with 2 MiB of JSON", json(200, both.replace("7", "\"" + "7".repeat(2 << 20) + "\"")));
    return faults;
  }

  private static Map<String, Answer> statuses() {
    Map<String, Answer> faults = new LinkedHashMap<>();
    for (int status : new int[] {302, 307}) {
      faults.put(
          Integer.toString(status),
          line ->
              line.answer(status, "", "Location", "http://127.0.0.1:9/" + line.request().path()));
    }
    for (int status : new int[] {400, 404, 408, 409, 422, 425, 429, 500, 501, 502, 503, 504, 520}) {
      faults.put(Integer.toString(status), html(status, "<h1>Hata</h1>"));
    }
    String asked = Integer.toString(ASKED_FOR);
    faults.put("429 with `Retry-After`", status(429, "Retry-After", asked));
    faults.put("503 with `Retry-After`", status(503, "Retry-After", asked));
    return faults;
  }

  private static Map<String, Answer> envelopes() {
    Map<String, Answer> faults = new LinkedHashMap<>();
    faults.put(
        "500 with the partner's own success",
        of(json(500, licrus(false, 7, "")), json(500, moka("Success", "{}"))));
    faults.put("`HasError: true`", json(200, licrus(true, 0, "")));
    faults.put("503 with `HasError: true`", json(503, licrus(true, 0, "")));
    faults.put("`EX`", mokaCode("EX"));
    faults.put("a documented code", mokaCode(UPDATE + "DealerCustomerNotFound"));
    faults.put(
        "503 with a documented code", json(503, moka(UPDATE + "InvalidEmailFormat", "null")));
    faults.put("an unknown code", mokaCode(UPDATE + "NobodyHasHeardOfThis"));
    faults.put("`InvalidRequest`, the first or second in a row", invalidRequest());
    return faults;
  }

  /** Moka's answer for three causes. */
  static Answer invalidRequest() {
    return mokaCode(UPDATE + "InvalidRequest");
  }

  /** Those that pause the partner. */
  static Map<String, Fault> thatPause() {
    Map<String, Fault> faults = new LinkedHashMap<>();
    faults.put("401", new Fault(status(401, "WWW-Authenticate", "Basic")));
    faults.put("403", new Fault(html(403, "<h1>Forbidden</h1>")));
    for (String code : new String[] {"InvalidAccount", "VirtualPosNotFound"}) {
      faults.put("`" + code + "`", new Fault(mokaCode(LOGIN + code)));
    }
    faults.put("`IpAddressNotAllowed`", new Fault(mokaCode(UPDATE + "IpAddressNotAllowed")));
    faults.put("`InvalidRequest`, the third in a row", new Fault(invalidRequest()));
    return faults;
  }

  /** An answer of success that its reader is made to stumble over. */
  private static Answer poisonous() {
    return of(
        json(200, licrus(false, 7, "{\"Message\": \"Poison Null\"}")),
        json(200, moka("Success", "{}").replace("\"\"", "\"Poison Null\"")));
  }

  private static Answer of(Answer licrus, Answer moka) {
    return line -> (line.request().path().startsWith("/licrus") ? licrus : moka).give(line);
  }
}
