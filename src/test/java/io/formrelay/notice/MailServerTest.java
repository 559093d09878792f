package io.formrelay.notice;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import io.formrelay.notice.NoticeSettings.Email;
import io.formrelay.notice.NoticeSettings.Tls;
import jakarta.mail.Message;
import jakarta.mail.MessagingException;
import jakarta.mail.internet.MimeMessage;
import org.apache.camel.component.mail.JavaMailSender;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Whom mail is handed to. */
class MailServerTest {

  private GreenMail server;

  private int start(String protocol) {
    ServerSetup setup = new ServerSetup(0, "127.0.0.1", protocol);
    setup.setServerStartupTimeout(60_000);
    server = new GreenMail(setup);
    server.start();
    return protocol.equals(ServerSetup.PROTOCOL_SMTP)
        ? server.getSmtp().getPort()
        : server.getSmtps().getPort();
  }

  @AfterEach
  void stop() {
    server.stop();
  }

  private static JavaMailSender sender(int port, Tls tls) {
    return new MailServer()
        .sender(new Email("127.0.0.1", port, tls, "relay@example.com", "user", "password"));
  }

  private static void send(JavaMailSender sender) throws MessagingException {
    MimeMessage message = new MimeMessage(sender.getSession());
    message.setFrom("relay@example.com");
    message.setRecipients(Message.RecipientType.TO, "ops@example.com");
    message.setText("text");
    sender.send(message);
  }

  @Test
  void aServerThatCannotEncryptIsSentNothing() {
    int port = start(ServerSetup.PROTOCOL_SMTP);
    MessagingException refused =
        assertThrows(MessagingException.class, () -> send(sender(port, Tls.STARTTLS)));
    assertTrue(refused.getMessage().contains("STARTTLS"), refused::toString);
    assertEquals(0, server.getReceivedMessages().length);
  }

  @Test
  void aServerWhoseCertificateNobodyVouchesForIsSentNothing() {
    int port = start(ServerSetup.PROTOCOL_SMTPS);
    assertThrows(MessagingException.class, () -> send(sender(port, Tls.IMPLICIT)));
    assertEquals(0, server.getReceivedMessages().length);
  }

  @Test
  void aServerThatShowsAnothersCertificateIsSentNothing() {
    int port = start(ServerSetup.PROTOCOL_SMTPS);
    JavaMailSender trusting = sender(port, Tls.IMPLICIT);
    trusting.getJavaMailProperties().put("mail.smtp.ssl.trust", "*");
    MessagingException refused = assertThrows(MessagingException.class, () -> send(trusting));
    String why = String.valueOf(refused.getCause()) + refused;
    assertTrue(why.contains("No subject alternative names"), why);
    assertEquals(0, server.getReceivedMessages().length);
  }
}
