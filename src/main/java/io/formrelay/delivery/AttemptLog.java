package io.formrelay.delivery;

import static net.logstash.logback.argument.StructuredArguments.kv;

import io.formrelay.ledger.Settlement;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Writes one log line per attempt that says everything about it and nothing secret. */
public final class AttemptLog {

  private static final Logger LOG = LoggerFactory.getLogger("io.formrelay.attempt");

  /** Logs how an attempt ended. */
  public void attempt(Settlement settled, Signal signal, String route) {
    LOG.info(
        "attempt {} {} {} {} {} {} {} {} {}",
        kv("id", settled.submissionId()),
        kv("target", settled.target()),
        kv("attempt", settled.history().size()),
        kv("route", route),
        kv("code", settled.resultCode()),
        kv("status", signal.httpStatus() == null ? "-" : signal.httpStatus()),
        kv("ms", signal.durationMs()),
        kv("reference", signal.reference() == null ? "-" : signal.reference()),
        kv("next", settled.nextAttemptAt() == null ? "-" : settled.nextAttemptAt()));
  }
}
