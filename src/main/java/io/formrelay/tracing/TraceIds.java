package io.formrelay.tracing;

import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanBuilder;
import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.api.trace.TraceFlags;
import io.opentelemetry.api.trace.TraceState;
import io.opentelemetry.sdk.trace.IdGenerator;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.HexFormat;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Makes a submission's trace follow from its id, so that an attempt finds the trace of its
 * acceptance after hours and restarts. It is keyed: a sender's own id, which may be somebody's
 * phone number, cannot be found by trying.
 */
final class TraceIds implements IdGenerator {

  private static final String ALGORITHM = "HmacSHA256";
  private static final int TRACE_BYTES = 16;
  private static final int SPAN_BYTES = 8;

  private final SecretKeySpec key;
  private final IdGenerator random = IdGenerator.random();
  private final ThreadLocal<SpanContext> beginning = new ThreadLocal<>();

  /**
   * Derives by this key.
   *
   * @param key stays the same over restarts
   */
  TraceIds(String key) {
    this.key = new SecretKeySpec(key.getBytes(StandardCharsets.UTF_8), ALGORITHM);
  }

  /** The span of a submission's acceptance, with which its trace begins. */
  SpanContext acceptance(String submissionId) {
    byte[] derived = derived(submissionId);
    HexFormat hex = HexFormat.of();
    return SpanContext.createFromRemoteParent(
        hex.formatHex(derived, 0, TRACE_BYTES),
        hex.formatHex(derived, TRACE_BYTES, TRACE_BYTES + SPAN_BYTES),
        TraceFlags.getSampled(),
        TraceState.getDefault());
  }

  /** Begins a span that has no parent under an identity of its own. */
  Span begin(SpanBuilder span, SpanContext as) {
    beginning.set(as);
    try {
      return span.setNoParent().startSpan();
    } finally {
      beginning.remove();
    }
  }

  private byte[] derived(String submissionId) {
    try {
      Mac mac = Mac.getInstance(ALGORITHM);
      mac.init(key);
      return mac.doFinal(submissionId.getBytes(StandardCharsets.UTF_8));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  @Override
  public String generateTraceId() {
    SpanContext as = beginning.get();
    return as == null ? random.generateTraceId() : as.getTraceId();
  }

  @Override
  public String generateSpanId() {
    SpanContext as = beginning.get();
    return as == null ? random.generateSpanId() : as.getSpanId();
  }
}
