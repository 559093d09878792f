package io.formrelay.running;

import io.formrelay.running.PartnerStub.Answer;
import java.util.concurrent.CountDownLatch;

/** What partners answer: their documented answers, and what goes wrong on the way. */
final class Answers {

  /** The answer that the partner's own document shows for what went well. */
  static final Answer SUCCESS =
      line ->
          line.answer(
              200,
              line.request().path().startsWith("/licrus")
                  ? licrusSample()
                  : moka("Success", "{\"DealerCustomer\": {\"DealerCustomerId\": 1033}}"),
              "Content-Type",
              "application/json; charset=utf-8");

  private Answers() {}

  private static String licrusSample() {
    return """
        {"Results": [], "Entity": null, "HasResult": false, "Count": 0, "TotalCount": 0, "Id": 0,
         "Meta": null,
         "MessageList": [{"Type": 2, "Message":
           "Verdiğiniz bilgilere göre çağrı oluşturulmuştur. Çağrı numarası: 43090"}],
         "HasError": false, "HasMessage": true, "RrpTag": null}
        """;
  }

  /** Licrus's envelope. */
  static String licrus(boolean hasError, int id, String messages) {
    return "{\"Results\": [], \"Id\": %d, \"MessageList\": [%s], \"HasError\": %b}"
        .formatted(id, messages, hasError);
  }

  /** Moka's envelope. */
  static String moka(String code, String data) {
    return """
        {"Data": %s, "ResultCode": "%s", "ResultMessage": "", "Exception": null}
        """
        .formatted(data, code);
  }

  /** Moka's envelope with nothing but a result code. */
  static Answer mokaCode(String code) {
    return json(200, moka(code, "null"));
  }

  static Answer json(int status, String body) {
    return line -> line.answer(status, body, "Content-Type", "application/json");
  }

  static Answer html(int status, String body) {
    return line -> line.answer(status, body, "Content-Type", "text/html");
  }

  /** A bare status, with headers given as name, value, name, value. */
  static Answer status(int status, String... headers) {
    return line -> line.answer(status, "", headers);
  }

  /** No answer at all. */
  static Answer silence() {
    return line -> line.rest(600_000);
  }

  /** Waits until the test opens the latch, then answers. */
  static Answer after(CountDownLatch opened, Answer then) {
    return line -> {
      opened.await();
      then.give(line);
    };
  }

  /** One character each 100 ms. */
  static Answer drip(String characters) {
    return line -> {
      for (int i = 0; i < characters.length(); i++) {
        line.send(characters.substring(i, i + 1));
        line.rest(100);
      }
    };
  }

  /** Sends just these characters and ends the connection. */
  static Answer raw(String characters) {
    return line -> {
      line.send(characters);
      line.hangUp();
    };
  }
}
