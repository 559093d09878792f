package io.formrelay.sandbox;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.formrelay.partner.Reply;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What the shipped Licrus simulator answers, and what the relay makes of it. */
class LicrusSandboxTest {

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
  void licrusOpensCallsWithNumbersThatCountUp() throws Exception {
    Reply first = sandbox.licrus("Fatih Sultan Mehmet mahallesi");
    Reply second = sandbox.licrus("Fatih Sultan Mehmet mahallesi");

    assertEquals("Success", first.code());
    assertTrue(first.message().startsWith("Verdiğiniz bilgilere göre çağrı oluşturulmuştur. "));
    assertTrue(Integer.parseInt(first.reference()) >= 43090);
    assertEquals(Integer.parseInt(first.reference()) + 1, Integer.parseInt(second.reference()));
  }

  @Test
  void licrusRefusesWithOneReasonWithSeveralOrWithNone() throws Exception {
    assertEquals(
        new Reply("HasError", "345 Koduyla eşleşen bir ürün tanımı bulunamadı", null),
        sandbox.licrus("SANDBOX-HasError-42"));
    assertEquals(
        new Reply(
            "HasError",
            "INT-PRD1001: 99958 seri numarası daha önce devreye alınmıştır."
                + " | Müşteri bilgileri kaydedildi.",
            null),
        sandbox.licrus("SANDBOX-Mixed"));
    assertEquals(new Reply("HasError", "", null), sandbox.licrus("SANDBOX-NoReason"));
  }

  @Test
  void licrusOpensCallsInEveryOtherWay() throws Exception {
    assertTrue(Integer.parseInt(sandbox.licrus("SANDBOX-Id").reference()) >= 43090);
    assertEquals(
        new Reply("Success", "Verdiğiniz bilgilere göre çağrı oluşturulmuştur.", null),
        sandbox.licrus("SANDBOX-NoNumber"));
    assertTrue(
        sandbox.licrus("SANDBOX-Warning").message().contains(" dikkate alınmadı. | Verdiğiniz "));
  }

  @Test
  void licrusIsFlakyOnceForEachForm() throws Exception {
    for (String form : new String[] {"SANDBOX-Flaky a", "SANDBOX-Flaky b", "SANDBOX-Flaky a"}) {
      HttpResponse<String> first = sandbox.postLicrus(form);
      assertEquals(503, first.statusCode());
      assertEquals("1", first.headers().firstValue("Retry-After").orElseThrow());
      assertEquals("Success", sandbox.licrus(form).code());
    }
  }

  @Test
  void licrusWantsItsTicketAndItsEighteenKeys() throws Exception {
    String request = sandbox.payload("licrus", "{}");

    assertEquals(
        "Kullanıcı bilgileri hatalı",
        complaint(request.replace("sandbox-ticket", "of somebody else")));
    assertEquals(
        "Hatalı veya eksik alanlar: CustomerCity",
        complaint(request.replace("\"CustomerCity\":\"\",", "")));
    assertEquals(
        "Hatalı veya eksik alanlar: CustomerTown",
        complaint(request.replace("{", "{\"CustomerTown\":\"\",")));
    assertEquals(
        "Hatalı veya eksik alanlar: DeviceCount",
        complaint(request.replace("\"DeviceCount\":1", "\"DeviceCount\":\"1\"")));
    assertEquals("İstek okunamadı.", complaint("{"));
    assertEquals("İstek okunamadı.", complaint(""));
  }

  private static String complaint(String licrusRequest) throws Exception {
    Reply reply = sandbox.reply("licrus", sandbox.post("licrus", licrusRequest));
    assertEquals("HasError", reply.code());
    return reply.message();
  }
}
