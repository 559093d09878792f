package io.formrelay.operations;

import io.formrelay.delivery.Target;
import io.formrelay.delivery.Targets;
import io.formrelay.door.Batches;
import io.formrelay.ledger.Ledger;
import io.formrelay.watching.ActivityHistory;
import io.formrelay.watching.AuditLog;
import io.formrelay.watching.BulkReplay;
import io.formrelay.watching.Controls;
import io.formrelay.watching.Counts;
import io.formrelay.watching.DeadLetters;
import io.formrelay.watching.InboxHealth;
import io.formrelay.watching.JmxDomain;
import io.formrelay.watching.OverdueHealth;
import io.formrelay.watching.QueueDepths;
import io.formrelay.watching.TargetControl;
import io.formrelay.watching.TargetHealth;
import io.formrelay.watching.WorkList;
import java.lang.management.ManagementFactory;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.OptionalInt;
import org.apache.camel.CamelContext;
import org.apache.camel.health.HealthCheckRegistry;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Opens the ways by which a relay is watched: JMX, health checks and the management port. */
final class WatchWiring implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(WatchWiring.class);

  private final Settings settings;
  private final Controls controls;
  private final Ledger ledger;
  private final ActivityHistory history;
  private final Deque<AutoCloseable> opened = new ArrayDeque<>();
  private OptionalInt port = OptionalInt.empty();

  WatchWiring(
      Settings settings,
      Targets targets,
      Counts counts,
      Ledger ledger,
      DeadLetters deadLetters,
      Batches batches,
      Clock clock) {
    this.settings = settings;
    this.ledger = ledger;
    BulkReplay bulk = new BulkReplay(deadLetters, settings.watching().replayRate(), clock);
    this.controls =
        new Controls(
            targets,
            counts,
            new QueueDepths(ledger, counts.targets().keySet(), clock),
            deadLetters,
            bulk,
            new TargetControl(targets, ledger, clock),
            new WorkList(batches, bulk),
            new AuditLog(settings.data(), clock),
            clock);
    this.history = new ActivityHistory(ledger.activity(), counts, clock);
    opened.push(history);
    opened.push(controls.depths());
    opened.push(controls.bulk());
  }

  /** The port on which the relay is watched; empty where there is none. */
  OptionalInt port() {
    return port;
  }

  void open(CamelContext context) throws Exception {
    controls.control().restore();
    history.start();
    opened.push(new JmxDomain(ManagementFactory.getPlatformMBeanServer(), controls));
    checkHealth(HealthCheckRegistry.get(context));
    if (settings.watching().enabled()) {
      ManagementWiring management =
          new ManagementWiring(settings, controls, history, new SecureRandom());
      opened.push(management);
      port = OptionalInt.of(management.open(context));
    }
  }

  private void checkHealth(HealthCheckRegistry health) {
    if (health == null) {
      return;
    }
    health.register(
        new InboxHealth(settings.inbox().path(), settings.watching().inboxAge(), controls.clock()));
    for (Target target : controls.targets().all()) {
      health.register(new TargetHealth(target));
      if (target.settings().enabled()) {
        health.register(
            new OverdueHealth(
                target,
                controls.counts().targets().get(target.settings().name()),
                ledger,
                settings.watching().overdue(),
                controls.clock()));
      }
    }
  }

  @Override
  public void close() {
    while (!opened.isEmpty()) {
      try {
        opened.pop().close();
      } catch (Exception e) {
        LOG.error("a part did not end in order", e);
      }
    }
  }
}
