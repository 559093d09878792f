package io.formrelay.partner.moka;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.formrelay.partner.Reply;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MokaAnswerTest {

  private static final String NESTED =
      """
      {"Data":{"DealerCustomer":{"DealerCustomerId":1033,"CustomerCode":"Customer",
       "Password":"Elif1234","FirstName":"Elif","LastName":"Y","Gender":2,"BirthDate":"19850710",
       "GsmNumber":"5301111111","Email":"elif.y@moka.com","Address":"TAŞDELEN"},
       "CardListCount":0,"CardList":[]},
       "ResultCode":"Success","ResultMessage":"","Exception":null}""";

  @Test
  void mokasOwnSampleIsASuccessWithTheCustomersNumber() throws Exception {
    assertEquals(Optional.of(new Reply("Success", "", "1033")), read(NESTED));
  }

  @Test
  void theFlatDataOfMokasTableAreReadToo() throws Exception {
    assertEquals(
        Optional.of(new Reply("Success", "", "1033")),
        read(
            """
            {"Data":{"DealerCustomerId":"1033","Password":"Elif1234","CardListCount":"0"},
             "ResultCode":"Success","ResultMessage":null}"""));
  }

  @Test
  void mokasOwnRefusalIsReadByItsCode() throws Exception {
    String code = "DealerCustomer.UpdateCustomer.CustomerCodeOrDealerCustomerIdMustBeGiven";

    assertEquals(
        Optional.of(new Reply(code, "", null)),
        read(
            "{\"Data\":null,\"ResultCode\":\""
                + code
                + "\",\"ResultMessage\":\"\",\"Exception\":null}"));
  }

  @Test
  void theExplanationIsTakenFromWhereMokaPutIt() throws Exception {
    assertEquals("hata", message("\"ResultMessage\":\"hata\",\"Exception\":\"ayrıntı\""));
    assertEquals("ayrıntı", message("\"ResultMessage\":\"\",\"Exception\":\"ayrıntı\""));
    assertEquals("ayrıntı", message("\"ResultMessage\":null,\"Exception\":\"ayrıntı\""));
    assertEquals("ayrıntı", message("\"Exception\":{\"Message\":\"ayrıntı\",\"Data\":{}}"));
    assertEquals("", message("\"ResultMessage\":null,\"Exception\":{\"Number\":5}"));
    assertEquals("", message("\"ResultMessage\":[],\"Exception\":17"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "null",
        "{}",
        "true",
        "[]",
        "{\"DealerCustomerId\":0}",
        "{\"DealerCustomer\":null}"
      })
  void aSuccessWithoutANumberIsASuccess(String data) throws Exception {
    assertEquals(
        Optional.of(new Reply("Success", "", null)),
        read("{\"ResultCode\":\"Success\",\"Data\":" + data + "}"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{}",
        "[]",
        "\"Success\"",
        "[{\"ResultCode\":\"Success\"}]",
        "{\"ResultCode\":null}",
        "{\"ResultCode\":\"\"}",
        "{\"ResultCode\":0}",
        "{\"Message\":\"An error has occurred.\"}"
      })
  void anythingElseIsNotTheEnvelope(String answer) throws Exception {
    assertEquals(Optional.empty(), read(answer));
  }

  @Test
  void theEchoedPasswordGoesNoFurther() throws Exception {
    assertFalse(read(NESTED).toString().contains("Elif1234"));
    assertFalse(
        read("{\"ResultCode\":\"EX\",\"Exception\":{\"Request\":{\"Password\":\"Elif1234\"}}}")
            .toString()
            .contains("Elif1234"));
  }

  private static String message(String explanations) throws JsonProcessingException {
    return read("{\"ResultCode\":\"EX\",\"Data\":null," + explanations + "}")
        .orElseThrow()
        .message();
  }

  private static Optional<Reply> read(String answer) throws JsonProcessingException {
    return new MokaAnswer().read(new ObjectMapper().readTree(answer));
  }
}
