package io.formrelay.watching;

import io.formrelay.delivery.Target;
import io.formrelay.ledger.State;
import io.formrelay.watching.QueueDepths.Depth;
import io.prometheus.metrics.model.registry.MultiCollector;
import io.prometheus.metrics.model.snapshots.ClassicHistogramBuckets;
import io.prometheus.metrics.model.snapshots.CounterSnapshot;
import io.prometheus.metrics.model.snapshots.GaugeSnapshot;
import io.prometheus.metrics.model.snapshots.HistogramSnapshot;
import io.prometheus.metrics.model.snapshots.HistogramSnapshot.HistogramDataPointSnapshot;
import io.prometheus.metrics.model.snapshots.Labels;
import io.prometheus.metrics.model.snapshots.MetricSnapshot;
import io.prometheus.metrics.model.snapshots.MetricSnapshots;
import io.prometheus.metrics.model.snapshots.Unit;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleFunction;

/** The relay's metrics, whose names stay what they are. What is not known is left out. */
final class RelayMetrics implements MultiCollector {

  private static final String TARGET = "target";

  private final Controls controls;

  RelayMetrics(Controls controls) {
    this.controls = controls;
  }

  @Override
  public MetricSnapshots collect() {
    List<MetricSnapshot> metrics = new ArrayList<>();
    metrics.add(accepted());
    metrics.add(quarantined());
    metrics.add(handedIn());
    metrics.add(outcomes());
    metrics.add(deliveries());
    metrics.add(replayed());
    metrics.add(attempts());
    metrics.add(
        depth("formrelay_pending", "Deliveries before their first attempt", Depth::pending));
    metrics.add(depth("formrelay_sending", "Deliveries on their way", Depth::sending));
    metrics.add(
        depth("formrelay_retrying", "Deliveries before their next attempt", Depth::retrying));
    metrics.add(
        depth("formrelay_dead_letters", "Dead letters that wait for a person", Depth::deadLetters));
    metrics.add(
        depth(
            "formrelay_oldest_pending_seconds",
            "Age of the oldest submission that has not ended",
            this::age));
    metrics.add(paused());
    return new MetricSnapshots(metrics);
  }

  private CounterSnapshot accepted() {
    CounterSnapshot.Builder metric =
        CounterSnapshot.builder()
            .name("formrelay_accepted")
            .help("Submissions that were accepted, by door");
    controls
        .counts()
        .accepted()
        .forEach((door, count) -> metric.dataPoint(counter(Labels.of("door", door), count)));
    return metric.build();
  }

  private CounterSnapshot quarantined() {
    CounterSnapshot.Builder metric =
        CounterSnapshot.builder()
            .name("formrelay_quarantined")
            .help("Forms from browsers that were taken for spam, by reason");
    controls
        .counts()
        .quarantined()
        .forEach((reason, count) -> metric.dataPoint(counter(Labels.of("reason", reason), count)));
    return metric.build();
  }

  private CounterSnapshot handedIn() {
    CounterSnapshot.Builder metric =
        CounterSnapshot.builder()
            .name("formrelay_deliveries_accepted")
            .help("Deliveries that were accepted, by target");
    controls
        .counts()
        .targets()
        .forEach(
            (target, counts) ->
                metric.dataPoint(counter(Labels.of(TARGET, target), counts.accepted())));
    return metric.build();
  }

  /** There from the start, so that the first of them is seen as an increase. */
  private CounterSnapshot outcomes() {
    CounterSnapshot.Builder metric =
        CounterSnapshot.builder()
            .name("formrelay_outcomes")
            .help("Attempts that ended, by target and outcome");
    controls
        .counts()
        .targets()
        .forEach(
            (target, counts) -> {
              for (State state : List.of(State.SUCCEEDED, State.RETRYING, State.DEAD_LETTERED)) {
                metric.dataPoint(
                    counter(
                        Labels.of(TARGET, target, "outcome", word(state)), counts.ended(state)));
              }
            });
    return metric.build();
  }

  private CounterSnapshot deliveries() {
    CounterSnapshot.Builder metric =
        CounterSnapshot.builder()
            .name("formrelay_deliveries")
            .help("Attempts that ended, by target, outcome and result code");
    controls
        .counts()
        .targets()
        .forEach(
            (target, counts) ->
                counts
                    .outcomes()
                    .forEach(
                        (outcome, count) ->
                            metric.dataPoint(
                                counter(
                                    Labels.of(
                                        TARGET,
                                        target,
                                        "outcome",
                                        word(outcome.state()),
                                        "code",
                                        outcome.code()),
                                    count))));
    return metric.build();
  }

  private static String word(State state) {
    return switch (state) {
      case SUCCEEDED -> "success";
      case DEAD_LETTERED -> "dead-letter";
      default -> "retry";
    };
  }

  private CounterSnapshot replayed() {
    CounterSnapshot.Builder metric =
        CounterSnapshot.builder()
            .name("formrelay_replayed")
            .help("Dead letters that were taken back to be delivered again");
    controls
        .counts()
        .targets()
        .forEach(
            (target, counts) ->
                metric.dataPoint(counter(Labels.of(TARGET, target), counts.replayed())));
    return metric.build();
  }

  private HistogramSnapshot attempts() {
    HistogramSnapshot.Builder metric =
        HistogramSnapshot.builder()
            .name("formrelay_attempt_seconds")
            .unit(Unit.SECONDS)
            .help("How long attempts took, from the request to the end of the answer");
    controls
        .counts()
        .targets()
        .forEach(
            (target, counts) ->
                metric.dataPoint(
                    HistogramDataPointSnapshot.builder()
                        .labels(Labels.of(TARGET, target))
                        .classicHistogramBuckets(
                            ClassicHistogramBuckets.of(
                                AttemptTimes.SECONDS, counts.times().counts()))
                        .sum(counts.times().totalSeconds())
                        .build()));
    return metric.build();
  }

  private GaugeSnapshot depth(String name, String help, ToDoubleFunction<Depth> value) {
    GaugeSnapshot.Builder metric = GaugeSnapshot.builder().name(name).help(help);
    if (name.endsWith("_seconds")) {
      metric.unit(Unit.SECONDS);
    }
    for (Map.Entry<String, Depth> depth : controls.depths().now().entrySet()) {
      metric.dataPoint(
          gauge(Labels.of(TARGET, depth.getKey()), value.applyAsDouble(depth.getValue())));
    }
    return metric.build();
  }

  private double age(Depth depth) {
    Instant now = controls.clock().instant();
    return depth.oldestOpen() == null
        ? 0
        : Duration.between(depth.oldestOpen(), now).toMillis() / 1000.0;
  }

  private GaugeSnapshot paused() {
    GaugeSnapshot.Builder metric =
        GaugeSnapshot.builder()
            .name("formrelay_paused")
            .help("1 while deliveries to the target are paused");
    for (Target target : controls.targets().all()) {
      double paused = target.gate().paused().isPresent() ? 1 : 0;
      metric.dataPoint(gauge(Labels.of(TARGET, target.settings().name()), paused));
    }
    return metric.build();
  }

  private static CounterSnapshot.CounterDataPointSnapshot counter(Labels labels, long value) {
    return CounterSnapshot.CounterDataPointSnapshot.builder().labels(labels).value(value).build();
  }

  private static GaugeSnapshot.GaugeDataPointSnapshot gauge(Labels labels, double value) {
    return GaugeSnapshot.GaugeDataPointSnapshot.builder().labels(labels).value(value).build();
  }
}
