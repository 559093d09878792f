package io.formrelay.chaos;

import io.formrelay.chaos.Book.Visit;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;

/** What the partners put on the wire. */
final class Answers {

  private static final String AGAIN = "Retry-After: 1\r\n";

  private Answers() {}

  /** The whole answer to a request, head and body. */
  static byte[] to(Visit visit, byte[] request) {
    return switch (visit.behaviour()) {
      case HTML, HTML_DONE -> answer("200 OK", "text/html", "", page(request));
      case RUBBISH -> "\u0000\u0001SMTP ready, or not\r\n\r\n".getBytes(StandardCharsets.UTF_8);
      case SERVER_ERROR, SERVER_ERROR_DONE -> answer("500 Oops", "text/html", "", page(request));
      case UNAVAILABLE -> answer("503 Later", "text/html", AGAIN, page(request));
      case TOO_MANY -> answer("429 Slower", "text/plain", AGAIN, "slower");
      case BAD_REQUEST -> answer("400 No", "text/html", "", page(request));
      case UNAUTHORISED -> answer("401 Who", "text/html", "", page(request));
      case ERROR -> json(error(visit, "DealerCustomerNotFound"));
      case INVALID_REQUEST -> json(error(visit, "InvalidRequest"));
      case EX -> json(visit.target().equals("moka") ? moka("EX", "null") : refused());
      default -> json(did(visit));
    };
  }

  private static String did(Visit visit) {
    if (visit.target().equals("moka")) {
      return moka(
          "Success",
          """
          {"DealerCustomer": {"DealerCustomerId": %s, "Password": "%s%s"}}\
          """
              .formatted(visit.reference(), Forms.PASSWORD, visit.name()));
    }
    return """
        {"HasError": false, "Id": 0,
         "MessageList": [{"Type": 2, "Message": "Çağrı numarası: %s"}]}
        """
        .formatted(visit.reference());
  }

  private static String error(Visit visit, String code) {
    return visit.target().equals("moka")
        ? moka("DealerCustomer.UpdateCustomer." + code, "null")
        : refused();
  }

  private static String refused() {
    return """
        {"HasError": true, "Id": 0, "MessageList": [{"Type": 0, "Message": "Olmadı"}]}
        """;
  }

  private static String moka(String code, String data) {
    return """
        {"Data": %s, "ResultCode": "%s", "ResultMessage": "", "Exception": null}
        """
        .formatted(data, code);
  }

  /** Pages of errors like to repeat what they were sent, secrets included. */
  private static String page(byte[] request) {
    return "<html><pre>" + new String(request, StandardCharsets.UTF_8) + "</pre></html>";
  }

  private static byte[] json(String body) {
    return answer("200 OK", "application/json; charset=utf-8", "", body);
  }

  private static byte[] answer(String status, String type, String more, String body) {
    byte[] content = body.getBytes(StandardCharsets.UTF_8);
    String head =
        "HTTP/1.1 %s\r\nContent-Type: %s\r\nContent-Length: %d\r\n%s\r\n"
            .formatted(status, type, content.length, more);
    ByteArrayOutputStream answer = new ByteArrayOutputStream();
    answer.writeBytes(head.getBytes(StandardCharsets.UTF_8));
    answer.writeBytes(content);
    return answer.toByteArray();
  }
}
