package io.formrelay.delivery;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.formrelay.delivery.Rule.Route;
import io.formrelay.delivery.TargetGate.Reason;
import io.formrelay.partner.Reply;
import io.formrelay.running.HandClock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class TargetGateTest {

  private static final Rule SUCCESS = new Rule(Route.SUCCESS, null, 0);
  private static final Rule RETRY = new Rule(Route.RETRY, null, 0);
  private static final Rule UNKNOWN_OUTCOME = new Rule(Route.DEAD_LETTER, "OutcomeUnknown", 0);
  private static final Rule PAUSE = new Rule(Route.PAUSE, null, 0);
  private static final Rule INVALID_REQUEST = new Rule(Route.DEAD_LETTER, null, 3);

  private final HandClock clock = new HandClock(Instant.EPOCH);
  private final TargetGate gate =
      new TargetGate(
          new TargetSettings(
              "moka",
              true,
              8,
              0,
              Duration.ofSeconds(30),
              List.of(),
              3,
              Duration.ofSeconds(30),
              true,
              false),
          clock);

  @Test
  void anOpenGateLetsEverythingThrough() {
    assertEquals(8, gate.allowed(8));
  }

  @Test
  void transportFailuresInARowPauseTheTargetAndEachSpendsItsRetry() {
    for (String id : List.of("a", "b", "c")) {
      assertFalse(gate.held(id, failed(Failure.REFUSED), RETRY));
    }
    assertEquals(Reason.TRANSPORT, gate.paused().orElseThrow().reason());
    assertEquals(0, gate.allowed(8));
  }

  @Test
  void anAnswerBetweenTransportFailuresStartsTheCountAnew() {
    gate.held("a", failed(Failure.REFUSED), RETRY);
    gate.held("b", failed(Failure.REFUSED), RETRY);
    gate.held("c", answered("EX"), RETRY);
    gate.held("d", failed(Failure.REFUSED), RETRY);
    assertTrue(gate.paused().isEmpty());
  }

  @Test
  void aPausedTargetIsProbedByOneDeliveryAtATimeThatSpendsNoRetry() {
    pauseByTransport();
    later(30);
    assertEquals(1, gate.allowed(8));
    assertEquals(0, gate.allowed(8));
    assertTrue(gate.held("d", failed(Failure.REFUSED), RETRY));
    assertEquals(0, gate.allowed(8));
    later(30);
    assertEquals(1, gate.allowed(8));
  }

  @Test
  void aProbeForWhichThereWasNoDeliveryIsTakenBack() {
    pauseByTransport();
    later(30);
    gate.allowed(8);
    gate.notProbed();
    assertEquals(1, gate.allowed(8));
  }

  @Test
  void theFirstAnswerResumesATargetThatTransportPaused() {
    pauseByTransport();
    later(30);
    gate.allowed(8);
    assertFalse(gate.held("d", answered("EX"), RETRY));
    assertTrue(gate.paused().isEmpty());
    assertEquals(8, gate.allowed(8));
  }

  @Test
  void aProbeWhoseOutcomeIsUnknownIsNeverHeldForAnotherAttempt() {
    pauseByTransport();
    later(30);
    gate.allowed(8);
    assertFalse(gate.held("d", failed(Failure.READ_TIMEOUT), UNKNOWN_OUTCOME));
    assertTrue(gate.paused().isPresent());
  }

  @Test
  void refusedCredentialsPauseAtOnceAndHoldTheDelivery() {
    assertTrue(gate.held("a", status(401), PAUSE));
    assertEquals(Reason.CREDENTIALS, gate.paused().orElseThrow().reason());
    later(30);
    gate.allowed(8);
    assertTrue(gate.held("a", status(401), PAUSE));
    assertTrue(gate.paused().isPresent());
    later(30);
    gate.allowed(8);
    assertFalse(gate.held("a", answered("Success"), SUCCESS));
    assertTrue(gate.paused().isEmpty());
  }

  @Test
  void theThirdDifferentInvalidRequestInARowPausesAndThenHoldsWhatGetsItToo() {
    assertFalse(gate.held("a", answered("X.InvalidRequest"), INVALID_REQUEST));
    assertFalse(gate.held("a", answered("X.InvalidRequest"), INVALID_REQUEST));
    assertFalse(gate.held("b", answered("X.InvalidRequest"), INVALID_REQUEST));
    assertFalse(gate.held("a", answered("X.InvalidRequest"), INVALID_REQUEST));
    assertTrue(gate.paused().isEmpty());
    assertFalse(gate.held("c", answered("X.InvalidRequest"), INVALID_REQUEST));
    assertEquals(Reason.CREDENTIALS, gate.paused().orElseThrow().reason());
    later(30);
    gate.allowed(8);
    assertTrue(gate.held("d", answered("X.InvalidRequest"), INVALID_REQUEST));
    assertTrue(gate.paused().isPresent());
  }

  @Test
  void aGoodAnswerBetweenInvalidRequestsStartsTheCountAnew() {
    gate.held("a", answered("X.InvalidRequest"), INVALID_REQUEST);
    gate.held("b", answered("X.InvalidRequest"), INVALID_REQUEST);
    gate.held("c", answered("Success"), SUCCESS);
    gate.held("d", answered("X.InvalidRequest"), INVALID_REQUEST);
    assertTrue(gate.paused().isEmpty());
  }

  @Test
  void aProbeThatCouldNotBeBuiltSaysNothingOfThePartner() {
    pauseByTransport();
    later(30);
    gate.allowed(8);
    assertFalse(gate.held("d", failed(Failure.NOT_BUILT), UNKNOWN_OUTCOME));
    assertTrue(gate.paused().isPresent());
    assertEquals(1, gate.allowed(8));
  }

  @Test
  void whatAnOperatorPausedIsNeitherProbedNorResumedByAnAnswer() {
    gate.pauseByOperator(clock.instant());
    later(3_600);
    assertEquals(0, gate.allowed(8));
    gate.held("under-way", answered("Success"), SUCCESS);
    assertEquals(Reason.OPERATOR, gate.paused().orElseThrow().reason());
    gate.resume();
    assertEquals(8, gate.allowed(8));
  }

  @Test
  void whatWasUnderWayWhenTheTargetWasPausedEndsNoProbe() {
    pauseByTransport();
    later(30);
    assertEquals(1, gate.allowed(8));
    gate.probes("probe");
    gate.held("slow", failed(Failure.RESET), RETRY);
    gate.saidNothing("slower");
    later(30);
    assertEquals(0, gate.allowed(8));
    gate.held("probe", failed(Failure.RESET), RETRY);
    later(30);
    assertEquals(1, gate.allowed(8));
  }

  @Test
  void aProbeAtWhichTheRelayFailsMakesRoomForTheNext() {
    pauseByTransport();
    later(30);
    gate.allowed(8);
    gate.probes("probe");
    gate.saidNothing("probe");
    assertEquals(1, gate.allowed(8));
  }

  @Test
  void aClockThatIsPutBackPutsNoProbeOff() {
    later(400 * 86_400);
    pauseByTransport();
    later(-365 * 86_400);
    assertEquals(1, gate.allowed(8));
  }

  private void pauseByTransport() {
    List.of("a", "b", "c").forEach(id -> gate.held(id, failed(Failure.REFUSED), RETRY));
  }

  @Test
  void theLastErrorIsTheCodeAndWhatThePartnerSaidIfItSaidAnything() {
    gate.held("a", status(503), RETRY);
    assertEquals("Http503: HTTP 503", gate.lastError().orElseThrow());
    gate.held("b", answered("EX"), RETRY);
    assertEquals("EX", gate.lastError().orElseThrow());
  }

  private void later(int seconds) {
    clock.forward(Duration.ofSeconds(seconds));
  }

  private static Signal failed(Failure failure) {
    return new Signal(Instant.EPOCH, 1, null, null, failure, "failed", null);
  }

  private static Signal answered(String code) {
    return new Signal(Instant.EPOCH, 1, 200, new Reply(code, "", null), null, "", null);
  }

  private static Signal status(int status) {
    return new Signal(Instant.EPOCH, 1, status, null, null, "HTTP " + status, null);
  }
}
