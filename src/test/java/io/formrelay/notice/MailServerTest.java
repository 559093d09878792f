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
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
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
    if (server != null) {
      server.stop();
    }
  }

  private static JavaMailSender sender(int port, Tls tls) {
    return new MailServer(Duration.ofMinutes(3))
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
  void aServerThatNeverComesToAnEndIsLeftAndTheNextMailDoesNotWaitForIt() throws Exception {
    try (ServerSocket dripping = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      Thread drip = new Thread(() -> drip(dripping), "drip");
      drip.start();
      JavaMailSender sender =
          new MailServer(Duration.ofMillis(300))
              .sender(
                  new Email("127.0.0.1", dripping.getLocalPort(), Tls.NONE, "a@b.example", "", ""));

      MessagingException left = assertThrows(MessagingException.class, () -> send(sender));
      assertEquals("the mail server took longer than PT0.3S", left.getMessage());
      MessagingException next = assertThrows(MessagingException.class, () -> send(sender));
      assertEquals("the mail server has not taken the mail before yet", next.getMessage());

      drip.interrupt();
      drip.join();
    }
  }

  /** Says a byte now and then, and no line ever. */
  private static void drip(ServerSocket server) {
    try (Socket client = server.accept()) {
      CountDownLatch never = new CountDownLatch(1);
      while (!never.await(50, TimeUnit.MILLISECONDS)) {
        client.getOutputStream().write('2');
        client.getOutputStream().flush();
      }
    } catch (IOException | InterruptedException ended) {
      Thread.currentThread().interrupt();
    }
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
