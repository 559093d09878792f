package io.formrelay.chaos;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A short run of the chaos program; {@code -Dchaos.seed} repeats one. */
class ChaosIT {

  @Test
  void nothingAcknowledgedIsLostAndNothingIsSentTwiceHoweverOftenTheRelayDies() throws Exception {
    long seed = Long.getLong("chaos.seed", System.nanoTime());
    Path folder = Chaos.freshFolder(seed);
    Plan plan = new Plan(seed, 4, 1_500, 3, 1, Duration.ofSeconds(120), folder);
    Report report = new ChaosRun(plan, happened -> {}).run();
    List<String> told = new ArrayList<>();
    Chaos.settle(report, folder, told::add);
    assertEquals(List.of(), told, report::summary);
  }
}
