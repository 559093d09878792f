package io.formrelay.sandbox;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.camel.Body;

/**
 * Writes Licrus's envelopes, as UTF-8 JSON. Calls are numbered from 43090, the number in Licrus's
 * own sample.
 */
public class LicrusAnswers {

  private static final String OPENED = "Verdiğiniz bilgilere göre çağrı oluşturulmuştur.";
  private static final int ERROR = 0;
  private static final int WARNING = 1;
  private static final int INFO = 2;

  private final AtomicInteger nextCall = new AtomicInteger(43090);

  /** Licrus's own sample: the call's number stands in the text alone. */
  public byte[] opened() {
    return envelope(false, 0, message(INFO, numbered()));
  }

  /** The way of a sibling service: the number stands in Id alone. */
  public byte[] openedWithId() {
    return envelope(false, nextCall.getAndIncrement(), message(INFO, OPENED));
  }

  /** A success that names no number anywhere. */
  public byte[] openedWithoutNumber() {
    return envelope(false, 0, message(INFO, OPENED));
  }

  /** A success with a warning beside it. */
  public byte[] openedWithWarning() {
    return envelope(
        false,
        0,
        message(WARNING, "99959 seri numarası bulunamadığı için dikkate alınmadı."),
        message(INFO, numbered()));
  }

  /** A refusal of which a part was done all the same. */
  public byte[] refusedInPart() {
    return envelope(
        true,
        0,
        message(ERROR, "INT-PRD1001: 99958 seri numarası daha önce devreye alınmıştır."),
        message(INFO, "Müşteri bilgileri kaydedildi."));
  }

  /** A refusal that gives no reason, though it says that it has a message. */
  public byte[] refusedWithoutReason() {
    return envelope(true, 0);
  }

  /**
   * A refusal for one reason.
   *
   * @param reason the message's text
   */
  public byte[] refused(@Body String reason) {
    return envelope(true, 0, message(ERROR, reason));
  }

  private String numbered() {
    return OPENED + " Çağrı numarası: " + nextCall.getAndIncrement();
  }

  private static ObjectNode message(int type, String text) {
    return JsonNodeFactory.instance.objectNode().put("Type", type).put("Message", text);
  }

  private static byte[] envelope(boolean error, int id, ObjectNode... messages) {
    ObjectNode envelope = JsonNodeFactory.instance.objectNode();
    envelope.putArray("Results");
    envelope.putNull("Entity").put("HasResult", false).put("Count", 0).put("TotalCount", 0);
    envelope.put("Id", id).putNull("Meta");
    ArrayNode list = envelope.putArray("MessageList");
    for (ObjectNode message : messages) {
      list.add(message);
    }
    envelope.put("HasError", error).put("HasMessage", true).putNull("RrpTag");
    return envelope.toString().getBytes(StandardCharsets.UTF_8);
  }
}
