package io.formrelay.packaged;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.formrelay.failpoint.FailPoint;
import java.util.EnumSet;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class CrashStepsTest {

  @Test
  void atEachStepSomeTestLetsTheRelayDie() {
    Set<FailPoint> tested =
        Stream.of(
                HttpDoorCrashIT.crashes().map(HttpDoorCrashIT.Crash::at),
                FolderDoorCrashIT.crashes().map(FolderDoorCrashIT.Crash::at),
                DeliveryCrashIT.crashes().map(DeliveryCrashIT.Crash::at),
                ReplayCrashIT.crashes().map(ReplayCrashIT.Crash::at),
                StartCrashIT.steps())
            .flatMap(each -> each)
            .map(at -> FailPoint.valueOf(at.split(":")[0]))
            .collect(Collectors.toCollection(() -> EnumSet.noneOf(FailPoint.class)));
    assertEquals(EnumSet.allOf(FailPoint.class), tested);
  }
}
