package io.formrelay.tracing;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.opentelemetry.api.trace.SpanContext;
import org.junit.jupiter.api.Test;

/** The ids of a submission's trace. */
class TraceIdsTest {

  private static final String ID = "01a201f9-e0e1-7060-86de-bf2adeefa7fd";

  @Test
  void aSubmissionHasTheSameTraceAfterARestart() {
    SpanContext before = new TraceIds("relay-1").acceptance(ID);
    SpanContext after = new TraceIds("relay-1").acceptance(ID);
    assertTrue(before.isValid());
    assertEquals(before.getTraceId(), after.getTraceId());
    assertEquals(before.getSpanId(), after.getSpanId());
  }

  @Test
  void anotherSubmissionAndAnotherRelayHaveOtherTraces() {
    SpanContext one = new TraceIds("relay-1").acceptance(ID);
    assertNotEquals(one.getTraceId(), new TraceIds("relay-1").acceptance("other").getTraceId());
    assertNotEquals(one.getTraceId(), new TraceIds("relay-2").acceptance(ID).getTraceId());
  }

  @Test
  void whatBeginsNoSubmissionIsNamedByChance() {
    TraceIds ids = new TraceIds("relay-1");
    assertNotEquals(ids.generateTraceId(), ids.generateTraceId());
    assertNotEquals(ids.generateSpanId(), ids.generateSpanId());
  }
}
