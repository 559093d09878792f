package io.formrelay.tracing;

import io.formrelay.ledger.Attempt;
import io.formrelay.ledger.Ledger;
import io.formrelay.ledger.Replay;
import io.formrelay.ledger.Settlement;
import io.formrelay.ledger.State;
import io.formrelay.submission.Submission;
import io.formrelay.submission.Submission.Destination;
import io.formrelay.watching.Counts;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanBuilder;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.context.Context;
import io.opentelemetry.sdk.trace.SdkTracerProvider;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;

/**
 * Tells a submission's life as one trace: a span {@code accept}, and below it a span {@code attempt
 * <target>} for each attempt and {@code replay <target>} for each time a dead letter was taken
 * back.
 *
 * <p>Spans are made of what the ledger was told, so that they can show nothing else: no field, no
 * message, no address, and no id but those that the relay makes itself. They begin no trace of a
 * caller's, and no partner is told of them.
 */
public final class Traces implements Ledger.ChangeListener, AutoCloseable {

  private static final AttributeKey<String> SUBMISSION =
      AttributeKey.stringKey("formrelay.submission.id");
  private static final AttributeKey<String> DOOR = AttributeKey.stringKey("formrelay.door");
  private static final AttributeKey<List<String>> TARGETS =
      AttributeKey.stringArrayKey("formrelay.targets");
  private static final AttributeKey<String> TARGET = AttributeKey.stringKey("formrelay.target");
  private static final AttributeKey<Long> ATTEMPT = AttributeKey.longKey("formrelay.attempt");
  private static final AttributeKey<String> OUTCOME = AttributeKey.stringKey("formrelay.outcome");
  private static final AttributeKey<String> CODE = AttributeKey.stringKey("formrelay.result.code");
  private static final AttributeKey<Long> HTTP_STATUS =
      AttributeKey.longKey("http.response.status_code");

  private static final Duration LONGEST_END = Duration.ofSeconds(3);

  /** The relay's own ids; a sender's may say something of a person. */
  private static final Pattern OWN_ID =
      Pattern.compile("[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}");

  private final Counts counts;
  private final Clock clock;
  private final TraceIds ids;
  private final HourlyWord word;
  private final SdkTracerProvider provider;
  private final Tracer tracer;

  /**
   * Begins to send traces.
   *
   * @param key what the traces' ids are derived by; stays the same over restarts
   * @param counts knows which result codes are shown
   */
  public Traces(TracingSettings settings, String key, Counts counts, Clock clock) {
    this.counts = counts;
    this.clock = clock;
    this.ids = new TraceIds(key);
    this.word = new HourlyWord(clock);
    this.provider = new Exporting(settings, ids, word).provider();
    this.tracer = provider.get("io.formrelay");
  }

  @Override
  public void entered(Submission submission) {
    guarded(
        () -> {
          boolean http = submission.source().equals("http");
          SpanBuilder span =
              tracer
                  .spanBuilder("accept")
                  .setSpanKind(http ? SpanKind.SERVER : SpanKind.CONSUMER)
                  .setStartTimestamp(submission.receivedAt())
                  .setAttribute(DOOR, http ? "http" : "inbox")
                  .setAttribute(
                      TARGETS,
                      submission.destinations().stream().map(Destination::target).toList());
          name(span, submission.id());
          ids.begin(span, ids.acceptance(submission.id()))
              .end(later(submission.receivedAt(), clock.instant()));
        });
  }

  @Override
  public void replayed(Replay replay) {
    guarded(
        () -> {
          Instant now = clock.instant();
          SpanBuilder span = below(replay.submissionId(), "replay", replay.target());
          span.setStartTimestamp(now).startSpan().end(now);
        });
  }

  @Override
  public void settled(Settlement settlement) {
    int number = settlement.history().size();
    // One that was handed back unsent was no attempt.
    if (settlement.state() != State.PENDING && number > 0) {
      guarded(() -> attempt(settlement, number, settlement.history().get(number - 1)));
    }
  }

  private void attempt(Settlement settlement, int number, Attempt last) {
    SpanBuilder builder =
        below(settlement.submissionId(), "attempt", settlement.target())
            .setSpanKind(SpanKind.CLIENT)
            .setStartTimestamp(last.at())
            .setAttribute(ATTEMPT, (long) number)
            .setAttribute(OUTCOME, outcome(settlement.state()))
            .setAttribute(CODE, code(settlement));
    if (last.httpStatus() != null) {
      builder.setAttribute(HTTP_STATUS, last.httpStatus().longValue());
    }
    Span span = builder.startSpan();
    if (settlement.state() != State.SUCCEEDED) {
      span.setStatus(StatusCode.ERROR);
    }
    span.end(last.at().plusMillis(last.durationMs()));
  }

  private SpanBuilder below(String submissionId, String what, String target) {
    SpanBuilder span =
        tracer
            .spanBuilder(what + " " + target)
            .setParent(Context.root().with(Span.wrap(ids.acceptance(submissionId))))
            .setAttribute(TARGET, target);
    name(span, submissionId);
    return span;
  }

  private static void name(SpanBuilder span, String submissionId) {
    if (OWN_ID.matcher(submissionId).matches()) {
      span.setAttribute(SUBMISSION, submissionId);
    }
  }

  private String code(Settlement settlement) {
    var target = counts.targets().get(settlement.target());
    return target == null ? "other" : target.code(settlement.resultCode());
  }

  private static String outcome(State state) {
    return switch (state) {
      case SUCCEEDED -> "success";
      case DEAD_LETTERED -> "dead-letter";
      default -> "retry";
    };
  }

  private static Instant later(Instant one, Instant other) {
    return one.isAfter(other) ? one : other;
  }

  /** A span that cannot be made must not look like a ledger that cannot write. */
  private void guarded(Runnable telling) {
    try {
      telling.run();
    } catch (RuntimeException | LinkageError e) {
      word.lost(e);
    }
  }

  /** Sends what is left, for some seconds at the most. */
  @Override
  public void close() {
    provider.shutdown().join(LONGEST_END.toMillis(), TimeUnit.MILLISECONDS);
    word.end();
  }
}
