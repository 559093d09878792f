package io.formrelay.sandbox;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.formrelay.partner.Reply;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What the shipped Moka simulator answers, and what the relay makes of it. */
class MokaSandboxTest {

  private static final String UPDATE = "DealerCustomer.UpdateCustomer.";

  private static RunningSandbox sandbox;

  @BeforeAll
  static void start() throws Exception {
    sandbox = new RunningSandbox();
  }

  @AfterAll
  static void stop() {
    sandbox.close();
  }

  @Test
  void mokaEchoesTheCustomerWithItsNumber() throws Exception {
    HttpResponse<String> answer =
        sandbox.postMoka(
            """
            {"CustomerCode":"Echo","Password":"Elif1234","FirstName":"Elif","LastName":"Yıldız",
             "Gender":"2","BirthDate":"19850710","GsmNumber":"5301111111",
             "Email":"elif.y@moka.com","Address":"TAŞDELEN"}""");
    String number = sandbox.reply("moka", answer).reference();

    assertEquals(
        """
        {"Data":{"DealerCustomer":{"DealerCustomerId":%s,"CustomerCode":"Echo",\
        "Password":"Elif1234","FirstName":"Elif","LastName":"Yıldız","Gender":2,\
        "BirthDate":"19850710","GsmNumber":"5301111111","Email":"elif.y@moka.com",\
        "Address":"TAŞDELEN"},"CardListCount":0,"CardList":[]},"ResultCode":"Success",\
        "ResultMessage":"","Exception":null}"""
            .formatted(number),
        answer.body());
    assertTrue(Integer.parseInt(number) >= 1033);
    assertEquals(number, sandbox.moka("{\"CustomerCode\":\"Echo\"}").reference());
    assertFalse(number.equals(sandbox.moka("{\"CustomerCode\":\"Another\"}").reference()));
    assertEquals("77", sandbox.moka("{\"DealerCustomerId\":77}").reference());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "InvalidRequest",
        "CustomerCodeAlreadyUsing",
        "InvalidEmailFormat",
        "CustomerCodeOrDealerCustomerIdMustBeGiven",
        "DealerCustomerNotFound",
        "CustomerCodeDoesntMatchDealerCustomerId",
        "UnknownCode"
      })
  void mokaAnswersWithTheCodeThatTheMarkerNames(String code) throws Exception {
    assertEquals(new Reply(UPDATE + code, "", null), sandbox.mokaMarked(code + "-42"));
  }

  @Test
  void mokasUnexpectedErrorComesAlwaysOrOnceOrWithAStatus() throws Exception {
    Reply unexpected = new Reply("EX", "Beklenmeyen bir hata oluştu", null);

    assertEquals(unexpected, sandbox.mokaMarked("EX"));
    assertEquals(unexpected, sandbox.mokaMarked("EX"));
    assertEquals(unexpected, sandbox.mokaMarked("EXOnce"));
    assertEquals("Success", sandbox.mokaMarked("EXOnce").code());
    assertEquals(unexpected, sandbox.mokaMarked("EXOnce"));
    assertEquals(unexpected, sandbox.mokaMarked("EXHttp500"));
    assertEquals(500, sandbox.postMoka("{\"CustomerCode\":\"SANDBOX-EXHttp500\"}").statusCode());
  }

  @ParameterizedTest
  @CsvSource({
    "InvalidAccount,PaymentDealer.CheckPaymentDealerAuthentication.InvalidAccount",
    "VirtualPosNotFound,PaymentDealer.CheckPaymentDealerAuthentication.VirtualPosNotFound",
    "IpAddressNotAllowed,PaymentDealer.DoDirectPayment3dRequest.IpAddressNotAllowed"
  })
  void mokaDoesNotKnowTheDealerOnceAndThenDoes(String marker, String code) throws Exception {
    assertEquals(code, sandbox.mokaMarked(marker).code());
    assertEquals("Success", sandbox.mokaMarked(marker).code());
  }

  @Test
  void mokaAnswersFlatOrWithoutData() throws Exception {
    assertTrue(
        sandbox
            .postMoka("{\"CustomerCode\":\"SANDBOX-Flat\"}")
            .body()
            .startsWith("{\"Data\":{\"DealerCustomerId\":"));
    assertTrue(Integer.parseInt(sandbox.mokaMarked("Flat").reference()) >= 1033);
    assertEquals(new Reply("Success", "", null), sandbox.mokaMarked("NoNumber"));
  }

  @Test
  void mokaRefusesWhatItsDocumentSays() throws Exception {
    String request = sandbox.payload("moka", "{\"CustomerCode\":\"C-1\"}");

    assertEquals(UPDATE + "InvalidRequest", code(request.replace("sandbox-user", "nobody")));
    assertEquals(
        UPDATE + "InvalidRequest",
        code(request.replaceFirst("\"CheckKey\":\"[0-9a-f]{64}", "\"CheckKey\":\"aabbccddeeff")));
    assertEquals(UPDATE + "InvalidRequest", code("{"));
    assertEquals(UPDATE + "InvalidRequest", code(request.replace("\"C-1\"", "\"\"")));
    assertEquals(UPDATE + "InvalidRequest", code(request.replace("\"C-1\"", "null")));
    assertEquals(UPDATE + "InvalidRequest", code(request.replace("CustomerCode", "Customer")));
    assertEquals(
        UPDATE + "InvalidRequest",
        code(request.replace("\"CustomerCode\":\"C-1\"", "\"DealerCustomerId\":\"7\"")));
    assertEquals(
        UPDATE + "CustomerCodeOrDealerCustomerIdMustBeGiven",
        sandbox.moka("{\"FirstName\":\"E\"}").code());
    assertEquals(
        UPDATE + "InvalidEmailFormat",
        sandbox.moka("{\"CustomerCode\":\"C-1\",\"Email\":\"elif@\"}").code());
  }

  private static String code(String mokaRequest) throws Exception {
    return sandbox.reply("moka", sandbox.post("moka", mokaRequest)).code();
  }
}
