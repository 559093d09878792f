package io.formrelay.notice;

import jakarta.mail.MessagingException;
import jakarta.mail.internet.MimeMessage;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.camel.component.mail.DefaultJavaMailSender;

/**
 * Sends mail on a thread of its own and waits for it so long and no longer: the time-outs of
 * JavaMail begin anew with each byte, so that a server which says one now and then would hold up
 * all notices and the relay's end. Mail that arrives after all is sent once more by a later look.
 */
final class HurriedSender extends DefaultJavaMailSender {

  private final Duration longest;
  private final ExecutorService thread =
      new ThreadPoolExecutor(
          0,
          1,
          1,
          TimeUnit.MINUTES,
          new SynchronousQueue<>(),
          task -> {
            Thread sending = new Thread(task, "notice-mail");
            sending.setDaemon(true);
            return sending;
          });

  /** Waits so long. */
  HurriedSender(Duration longest) {
    this.longest = longest;
  }

  @Override
  public void send(MimeMessage message) throws MessagingException {
    try {
      Future<?> sending =
          thread.submit(
              () -> {
                super.send(message);
                return null;
              });
      sending.get(longest.toMillis(), TimeUnit.MILLISECONDS);
    } catch (RejectedExecutionException e) {
      throw new MessagingException("the mail server has not taken the mail before yet", e);
    } catch (TimeoutException e) {
      throw new MessagingException("the mail server took longer than " + longest, e);
    } catch (ExecutionException e) {
      if (e.getCause() instanceof MessagingException refused) {
        throw refused;
      }
      throw new MessagingException("the mail could not be sent: " + e.getCause(), e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new MessagingException("interrupted", e);
    }
  }
}
