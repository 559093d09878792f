package io.formrelay.partner.licrus;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.formrelay.partner.Reply;
import java.text.Normalizer;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LicrusAnswerTest {

  private static final String OPENED =
      "Verdiğiniz bilgilere göre çağrı oluşturulmuştur. Çağrı numarası: 43090";

  @Test
  void licrussOwnSampleIsASuccessWithTheCallNumberOfItsText() throws Exception {
    assertEquals(
        Optional.of(new Reply("Success", OPENED, "43090")),
        read(
            """
            {"Results":[],"Entity":null,"HasResult":false,"Count":0,"TotalCount":0,"Id":0,
             "Meta":null,"MessageList":[{"Type":2,"Message":"%s"}],"HasError":false,
             "HasMessage":true,"RrpTag":null}"""
                .formatted(OPENED)));
  }

  @Test
  void aRefusalKeepsEveryMessage() throws Exception {
    assertEquals(
        Optional.of(new Reply("HasError", "Seri numarası bulunamadı | Bayi kaydedildi.", null)),
        read(
            """
            {"MessageList":[{"Type":0,"Message":"Seri numarası bulunamadı"},
             {"Type":2,"Message":"Bayi kaydedildi."}],"HasError":true,"HasMessage":true}"""));
  }

  @ParameterizedTest
  @ValueSource(strings = {"0", "1", "2", "\"Error\"", "null"})
  void theTypeOfAMessageDecidesNothing(String type) throws Exception {
    String list = "\"MessageList\":[{\"Type\":" + type + ",\"Message\":\"m\"}]";

    assertEquals("Success", read("{\"HasError\":false," + list + "}").orElseThrow().code());
    assertEquals("HasError", read("{\"HasError\":true," + list + "}").orElseThrow().code());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"HasError\":false}",
        "{\"HasError\":false,\"MessageList\":null,\"HasMessage\":true}",
        "{\"HasError\":false,\"MessageList\":[],\"HasMessage\":true}",
        "{\"HasError\":false,\"MessageList\":[null,{},{\"Message\":null},\" \"],\"Id\":\"\"}",
        "{\"HasError\":\"False\",\"MessageList\":{},\"Id\":null}"
      })
  void aSuccessThatSaysNothingIsASuccess(String answer) throws Exception {
    assertEquals(Optional.of(new Reply("Success", "", null)), read(answer));
  }

  @Test
  void messagesMayBePlainText() throws Exception {
    assertEquals(
        "bir | iki",
        read("{\"HasError\":true,\"MessageList\":[\"bir\",\"iki\"]}").orElseThrow().message());
    assertEquals(
        "bir", read("{\"HasError\":\"true\",\"MessageList\":\"bir\"}").orElseThrow().message());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "ÇAĞRI NUMARASI: 43090",
        "çağrı\u00A0numarası :43090",
        "Cagri numarasi: 43090.",
        "CAGRI NUMARASI:43090",
        "Çağri  numarasi : 43090 nolu"
      })
  void theCallNumberIsFoundInAnySpelling(String text) throws Exception {
    assertEquals("43090", reference(text));
    assertEquals("43090", reference(Normalizer.normalize(text, Normalizer.Form.NFD)));
  }

  @ParameterizedTest
  @ValueSource(strings = {"Çağrı oluşturulmuştur.", "Seri numarası: 99958", "Çağrı numarası: yok"})
  void otherNumbersAreNoCallNumber(String text) throws Exception {
    assertNull(reference(text));
  }

  @Test
  void anIdAboveZeroIsTheCallNumber() throws Exception {
    String list = "\"MessageList\":[{\"Message\":\"" + OPENED + "\"}]";

    assertEquals("7", read("{\"HasError\":false,\"Id\":7," + list + "}").get().reference());
    assertEquals("7", read("{\"HasError\":false,\"Id\":\"7\"," + list + "}").get().reference());
    assertEquals("43090", read("{\"HasError\":false,\"Id\":\"0\"," + list + "}").get().reference());
    assertEquals("43090", read("{\"HasError\":false,\"Id\":-1," + list + "}").get().reference());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{}",
        "[]",
        "null",
        "\"HasError\"",
        "[{\"HasError\":false}]",
        "{\"HasError\":null}",
        "{\"HasError\":0}",
        "{\"HasError\":\"maybe\"}",
        "{\"Message\":\"An error has occurred.\"}"
      })
  void anythingElseIsNotTheEnvelope(String answer) throws Exception {
    assertEquals(Optional.empty(), read(answer));
  }

  private static String reference(String text) throws JsonProcessingException {
    String answer =
        "{\"HasError\":false,\"Id\":0,\"MessageList\":[{\"Message\":\"" + text + "\"}]}";
    return read(answer).orElseThrow().reference();
  }

  private static Optional<Reply> read(String answer) throws JsonProcessingException {
    return new LicrusAnswer().read(new ObjectMapper().readTree(answer));
  }
}
