package io.formrelay.delivery;

import io.formrelay.delivery.Failure.Stage;
import io.formrelay.failpoint.FailPoint;
import io.formrelay.partner.AnswerReader;
import io.formrelay.partner.Reply;
import java.io.IOException;
import java.net.NoRouteToHostException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import javax.net.ssl.SSLException;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;
import org.apache.hc.client5.http.ConnectTimeoutException;
import org.apache.hc.core5.http.ConnectionRequestTimeoutException;
import org.apache.hc.core5.http.HttpException;

/**
 * A step of the delivering route: gathers what the call brought into one {@link Signal}, whether it
 * was an answer or an exception.
 *
 * <p>What says nothing of the partner is thrown on: then the relay itself has failed, be it that an
 * error came up (no memory, no stack) or that an answer which was there could not be dealt with.
 */
public final class TakeSignal implements Processor {

  private final Clock clock;
  private final Masking masking;

  /** Measures durations by this clock and keeps nothing that this masks. */
  public TakeSignal(Clock clock, Masking masking) {
    this.clock = clock;
    this.masking = masking;
  }

  @Override
  public void process(Exchange exchange) throws Exception {
    Instant began = exchange.getProperty(AttemptExchange.BEGAN, Instant.class);
    long took = Math.max(0, Duration.between(began, clock.instant()).toMillis());
    Throwable thrown = exchange.getProperty(Exchange.EXCEPTION_CAUGHT, Throwable.class);
    exchange.removeProperty(Exchange.EXCEPTION_CAUGHT);
    if (thrown != null && isTheRelaysOwn(exchange, thrown)) {
      throw thrown instanceof Exception e ? e : new IllegalStateException(thrown);
    }
    Signal signal =
        thrown != null ? failed(exchange, thrown, began, took) : answered(exchange, began, took);
    exchange.setProperty(AttemptExchange.SIGNAL, signal);
    FailPoint.ANSWER_READ.reached();
  }

  private static boolean isTheRelaysOwn(Exchange exchange, Throwable thrown) {
    if (thrown instanceof Error || thrown.getCause() instanceof Error) {
      return true;
    }
    boolean ofTheCall =
        thrown instanceof IOException
            || thrown instanceof HttpException
            || exchange.getProperty(PartnerClient.CUT_OFF, false, Boolean.class);
    return exchange.getProperty(AttemptExchange.REQUEST_LEFT, false, Boolean.class) && !ofTheCall;
  }

  private Signal answered(Exchange exchange, Instant began, long took) {
    int status = exchange.getMessage().getHeader(Exchange.HTTP_RESPONSE_CODE, Integer.class);
    Reply reply = masked(exchange.getProperty(AnswerReader.REPLY, Reply.class), exchange);
    Duration retryAfter = retryAfter(exchange.getMessage().getHeader("Retry-After", String.class));
    if (reply != null) {
      return new Signal(began, took, status, reply, null, reply.message(), retryAfter);
    }
    if (status / 100 == 2) {
      String message = "HTTP " + status + " with a body that is not the partner's JSON";
      return new Signal(began, took, status, null, Failure.UNREADABLE_ANSWER, message, retryAfter);
    }
    return new Signal(began, took, status, null, null, "HTTP " + status, retryAfter);
  }

  private Reply masked(Reply reply, Exchange exchange) {
    return reply == null
        ? null
        : new Reply(
            PartnersWords.line(masking.maskWord(reply.code(), exchange)),
            PartnersWords.text(masking.mask(reply.message(), exchange)),
            PartnersWords.line(masking.maskWord(reply.reference(), exchange)));
  }

  private Signal failed(Exchange exchange, Throwable thrown, Instant began, long took) {
    boolean left = exchange.getProperty(AttemptExchange.REQUEST_LEFT, false, Boolean.class);
    Failure failure = left ? afterSending(exchange, thrown) : beforeSending(thrown);
    Integer status =
        left ? exchange.getMessage().getHeader(Exchange.HTTP_RESPONSE_CODE, Integer.class) : null;
    String message = PartnersWords.text(masking.mask(message(failure, thrown), exchange));
    return new Signal(began, took, status, null, failure, message, null);
  }

  private static Failure afterSending(Exchange exchange, Throwable thrown) {
    boolean tooLong =
        thrown instanceof SocketTimeoutException
            || exchange.getProperty(PartnerClient.CUT_OFF, false, Boolean.class);
    return tooLong ? Failure.READ_TIMEOUT : Failure.RESET;
  }

  private static Failure beforeSending(Throwable thrown) {
    if (thrown instanceof UnknownHostException) {
      return Failure.DNS;
    }
    if (thrown instanceof SSLException) {
      return Failure.TLS;
    }
    if (thrown instanceof ConnectTimeoutException
        || thrown instanceof SocketTimeoutException
        || thrown instanceof NoRouteToHostException
        || thrown instanceof ConnectionRequestTimeoutException) {
      return Failure.CONNECT_TIMEOUT;
    }
    return thrown instanceof IOException ? Failure.REFUSED : Failure.NOT_BUILT;
  }

  /**
   * Only what was said before the request left is repeated: after it the text may hold what the
   * partner sent instead of HTTP, and that of another exception what the request was built from.
   * What is thrown when an attempt takes too long depends on how far it had come.
   */
  private static String message(Failure failure, Throwable thrown) {
    if (failure == Failure.READ_TIMEOUT) {
      return failure.code() + ": no whole answer came within the time allowed";
    }
    String what = failure.code() + ": " + thrown.getClass().getSimpleName();
    return failure.stage() == Stage.NOT_SENT ? what + ": " + thrown.getMessage() : what;
  }

  private Duration retryAfter(String value) {
    if (value == null) {
      return null;
    }
    String text = value.strip();
    if (text.matches("[0-9]{1,9}")) {
      return Duration.ofSeconds(Long.parseLong(text));
    }
    try {
      Instant until = ZonedDateTime.parse(text, DateTimeFormatter.RFC_1123_DATE_TIME).toInstant();
      return Duration.between(clock.instant(), until);
    } catch (DateTimeParseException unreadable) {
      return null;
    }
  }
}
