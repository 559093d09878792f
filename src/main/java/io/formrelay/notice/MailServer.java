package io.formrelay.notice;

import java.time.Duration;
import java.util.Properties;
import org.apache.camel.component.mail.DefaultJavaMailSender;
import org.apache.camel.component.mail.JavaMailSender;

/**
 * How camel-mail reaches the mail server. A server whose certificate is not its own, or which
 * cannot encrypt where it should, is sent nothing; one that falls silent is left after ten seconds,
 * one that is too slow after {@code longest}. Loaded only where mail is sent.
 *
 * @param longest how long handing over a mail may take in all
 */
public record MailServer(Duration longest) {

  private static final String TEN_SECONDS = "10000";

  /** Makes what camel-mail sends with. */
  public JavaMailSender sender(NoticeSettings.Email email) {
    Properties properties = new Properties();
    properties.put("mail.smtp.connectiontimeout", TEN_SECONDS);
    properties.put("mail.smtp.timeout", TEN_SECONDS);
    properties.put("mail.smtp.writetimeout", TEN_SECONDS);
    properties.put("mail.smtp.auth", Boolean.toString(!email.username().isBlank()));
    properties.put("mail.smtp.ssl.checkserveridentity", "true");
    properties.put(
        "mail.smtp.ssl.enable", Boolean.toString(email.tls() == NoticeSettings.Tls.IMPLICIT));
    boolean starts = email.tls() == NoticeSettings.Tls.STARTTLS;
    properties.put("mail.smtp.starttls.enable", Boolean.toString(starts));
    properties.put("mail.smtp.starttls.required", Boolean.toString(starts));
    // Else the message's id would tell the user and the host that the relay runs as.
    properties.put("mail.from", email.from());
    DefaultJavaMailSender sender = new HurriedSender(longest);
    sender.setJavaMailProperties(properties);
    sender.setProtocol("smtp");
    sender.setHost(email.host());
    sender.setPort(email.port());
    if (!email.username().isBlank()) {
      sender.setUsername(email.username());
      sender.setPassword(email.password());
    }
    return sender;
  }
}
