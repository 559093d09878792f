package io.formrelay.partner;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.formrelay.partner.licrus.LicrusAnswer;
import io.formrelay.partner.moka.MokaAnswer;
import io.formrelay.submission.MadeUp;
import java.nio.charset.StandardCharsets;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.Size;
import org.apache.camel.Exchange;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.support.DefaultExchange;

/** What holds of reading whatever a partner answers. */
class AnswerFuzzTest {

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final DefaultCamelContext CAMEL = new DefaultCamelContext();

  @Provide
  Arbitrary<ObjectNode> submissions() {
    return MadeUp.documents()
        .map(
            document -> {
              return document.put("Targets", "licrus,moka");
            });
  }

  @Provide
  Arbitrary<byte[]> answers() {
    Arbitrary<String> part =
        Arbitraries.of(
            "{",
            "}",
            "[",
            "]",
            ",",
            ":",
            "\"",
            "\\u",
            "\\ud800",
            "null",
            "true",
            "1e999999999",
            "\"ResultCode\":",
            "\"HasError\":",
            "\"Data\":",
            "\"MessageList\":",
            "\"Message\":",
            "\"Id\":",
            "\"DealerCustomer\":",
            "\"DealerCustomerId\":",
            "\"Success\"",
            "\"false\"",
            "Çağrı numarası: 43090",
            "<html>",
            " ");
    return part.list()
        .ofMaxSize(30)
        .map(all -> String.join("", all).getBytes(StandardCharsets.UTF_8));
  }

  @Property
  void anAnswerOfAnyBytesIsReadOrUnreadable(@ForAll @Size(max = 300) byte[] answer)
      throws Exception {
    readBoth(answer);
  }

  @Property
  void anAnswerThatLooksLikeOneIsReadOrUnreadable(@ForAll("answers") byte[] answer)
      throws Exception {
    readBoth(answer);
  }

  @Property
  void anEnvelopeWithAnythingInItIsRead(
      @ForAll("submissions") ObjectNode anything, @ForAll boolean hasError) throws Exception {
    ObjectNode licrus = JSON.createObjectNode().put("HasError", hasError);
    licrus.set("MessageList", anything);
    licrus.set("Id", anything);
    assertEquals(
        hasError ? "HasError" : "Success", new LicrusAnswer().read(licrus).orElseThrow().code());
    ObjectNode moka = JSON.createObjectNode().put("ResultCode", "Success");
    moka.set("Data", anything);
    moka.set("Exception", anything);
    assertEquals("Success", new MokaAnswer().read(moka).orElseThrow().code());
  }

  private static void readBoth(byte[] answer) throws Exception {
    for (AnswerReader each : List.of(new LicrusAnswer(), new MokaAnswer())) {
      Exchange exchange = new DefaultExchange(CAMEL);
      exchange.getMessage().setBody(answer);
      each.process(exchange);
      Reply reply = exchange.getProperty(AnswerReader.REPLY, Reply.class);
      if (reply != null) {
        assertFalse(reply.code().isBlank());
        assertTrue(
            reply.reference() == null || reply.reference().matches("[1-9][0-9]*"), reply::toString);
      }
    }
  }
}
