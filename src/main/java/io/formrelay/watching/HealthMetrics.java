package io.formrelay.watching;

import io.prometheus.metrics.model.registry.MultiCollector;
import io.prometheus.metrics.model.snapshots.GaugeSnapshot;
import io.prometheus.metrics.model.snapshots.GaugeSnapshot.GaugeDataPointSnapshot;
import io.prometheus.metrics.model.snapshots.Labels;
import io.prometheus.metrics.model.snapshots.MetricSnapshots;
import io.prometheus.metrics.model.snapshots.Unit;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.Map;
import org.apache.camel.CamelContext;
import org.apache.camel.health.HealthCheck.Result;
import org.apache.camel.health.HealthCheck.State;
import org.apache.camel.health.HealthCheckHelper;

/** The relay's health checks as metrics, and the room on its disks. */
final class HealthMetrics implements MultiCollector {

  private static final String OVERDUE = "overdue-";

  private final CamelContext context;
  private final Map<String, Path> folders;

  HealthMetrics(CamelContext context, Map<String, Path> folders) {
    this.context = context;
    this.folders = Map.copyOf(folders);
  }

  @Override
  public MetricSnapshots collect() {
    Collection<Result> checks = HealthCheckHelper.invokeReadiness(context);
    return new MetricSnapshots(
        ready(checks), up(checks), inboxAge(checks), overdue(checks), diskFree());
  }

  private static GaugeSnapshot ready(Collection<Result> checks) {
    boolean ready = checks.stream().allMatch(HealthMetrics::isUp);
    return gauge("formrelay_ready", "1 while work moves: every check of readiness is up")
        .dataPoint(point(Labels.EMPTY, ready ? 1 : 0))
        .build();
  }

  private static GaugeSnapshot up(Collection<Result> checks) {
    GaugeSnapshot.Builder metric =
        gauge("formrelay_check_up", "1 while the health check of this name is up");
    for (Result check : checks) {
      if (check.getCheck().getGroup().equals("formrelay")) {
        metric.dataPoint(point(Labels.of("check", check.getCheck().getId()), isUp(check) ? 1 : 0));
      }
    }
    return metric.build();
  }

  private static GaugeSnapshot inboxAge(Collection<Result> checks) {
    GaugeSnapshot.Builder metric =
        gauge("formrelay_inbox_oldest_seconds", "Age of the oldest file in the inbox")
            .unit(Unit.SECONDS);
    for (Result check : checks) {
      if (check.getDetails().get("oldestSeconds") instanceof Long seconds) {
        metric.dataPoint(point(Labels.EMPTY, seconds));
      }
    }
    return metric.build();
  }

  private static GaugeSnapshot overdue(Collection<Result> checks) {
    GaugeSnapshot.Builder metric =
        gauge("formrelay_overdue_seconds", "By how much the delivery that is due next is late")
            .unit(Unit.SECONDS);
    for (Result check : checks) {
      String name = check.getCheck().getId();
      if (name.startsWith(OVERDUE)
          && check.getDetails().get("overdueSeconds") instanceof Long seconds) {
        metric.dataPoint(point(Labels.of("target", name.substring(OVERDUE.length())), seconds));
      }
    }
    return metric.build();
  }

  private GaugeSnapshot diskFree() {
    GaugeSnapshot.Builder metric =
        gauge("formrelay_disk_free_bytes", "What the relay may still write where this folder is")
            .unit(Unit.BYTES);
    folders.forEach(
        (name, folder) -> {
          try {
            long free = Files.getFileStore(folder).getUsableSpace();
            metric.dataPoint(point(Labels.of("folder", name), free));
          } catch (IOException e) {
            // What is not known is left out; the health check `disk` says why.
          }
        });
    return metric.build();
  }

  private static boolean isUp(Result check) {
    return check.getState() == State.UP;
  }

  private static GaugeSnapshot.Builder gauge(String name, String help) {
    return GaugeSnapshot.builder().name(name).help(help);
  }

  private static GaugeDataPointSnapshot point(Labels labels, double value) {
    return GaugeDataPointSnapshot.builder().labels(labels).value(value).build();
  }
}
