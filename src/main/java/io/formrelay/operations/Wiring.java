package io.formrelay.operations;

import io.formrelay.delivery.AttemptLog;
import io.formrelay.delivery.CaughtErrors;
import io.formrelay.delivery.Decide;
import io.formrelay.delivery.DeliveriesComponent;
import io.formrelay.delivery.LedgerComponent;
import io.formrelay.delivery.Masking;
import io.formrelay.delivery.OutcomeWatch;
import io.formrelay.delivery.PartnerClient;
import io.formrelay.delivery.ResultCodes;
import io.formrelay.delivery.RetrySchedule;
import io.formrelay.delivery.TakeSignal;
import io.formrelay.delivery.Target;
import io.formrelay.delivery.TargetGate;
import io.formrelay.delivery.TargetSettings;
import io.formrelay.delivery.Targets;
import io.formrelay.door.Batches;
import io.formrelay.door.Check;
import io.formrelay.door.Identify;
import io.formrelay.door.IntakePause;
import io.formrelay.door.Parse;
import io.formrelay.door.Quarantine;
import io.formrelay.door.RetractReceipt;
import io.formrelay.door.Standings;
import io.formrelay.failpoint.FailPoint;
import io.formrelay.ledger.Ledger;
import io.formrelay.ledger.LedgerSettings;
import io.formrelay.ledger.Ledgers;
import io.formrelay.receipt.FiledReceipts;
import io.formrelay.receipt.ReceiptFiler;
import io.formrelay.receipt.Receipts;
import io.formrelay.receipt.ReceiptsComponent;
import io.formrelay.receipt.WholeFiles;
import io.formrelay.sealing.SealedFields;
import io.formrelay.submission.KnownTargets;
import io.formrelay.submission.SubmissionIds;
import io.formrelay.submission.SubmissionReader;
import io.formrelay.submission.SubmissionSchema;
import io.formrelay.tracing.Traces;
import io.formrelay.watching.Counts;
import io.formrelay.watching.DeadLetters;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import org.apache.camel.CamelConfiguration;
import org.apache.camel.CamelContext;
import org.apache.camel.spi.Registry;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Makes the parts and gives each the name by which the routes know it. */
final class Wiring implements CamelConfiguration, AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(Wiring.class);
  private static final Duration FILE_AGAIN_AFTER = Duration.ofSeconds(5);

  private final Settings settings;
  private final ResultCodes codes;

  /** The ledger counts in milliseconds; a finer time would not come back as it went in. */
  private final Clock clock;

  private final HttpDoorWiring httpDoor;
  private EncryptionKey encryptionKey;
  private final Deque<AutoCloseable> opened = new ArrayDeque<>();
  private WatchWiring watching;

  Wiring(Settings settings, ResultCodes codes, Clock clock) {
    this.settings = settings;
    this.codes = codes;
    this.clock = Clock.tick(clock, Duration.ofMillis(1));
    this.httpDoor = new HttpDoorWiring(settings, this.clock);
  }

  /** What Camel is to make the HTTP door's server by. */
  Vertx vertx() {
    return opened(httpDoor.server()).vertx();
  }

  /** The partners that take deliveries. */
  List<String> enabledTargets() {
    return settings.targets().stream()
        .filter(TargetSettings::enabled)
        .map(TargetSettings::name)
        .toList();
  }

  /** How the relay is watched; to be asked after {@link #configure}. */
  WatchWiring watching() {
    return watching;
  }

  /** What the relay made its key with, once it is configured. */
  EncryptionKey encryptionKey() {
    return encryptionKey;
  }

  @Override
  public void configure(CamelContext context) throws Exception {
    StartChecks checks = new StartChecks(settings);
    RelayLock lock = opened(RelayLock.take(settings.data(), settings.sandbox()));
    FreePort.check(settings.door().host(), settings.door().port());
    SubmissionSchema schema = checks.schema();
    SubmissionReader reader = reader(schema);
    FormWiring form = new FormWiring(settings, schema, reader, clock);
    WholeFiles files = opened(new WholeFiles());
    encryptionKey = new EncryptionKey(settings.data(), files);
    SealedFields sealed =
        new SealedFields(
            schema.writeOnly(), encryptionKey.keys(settings.keeping().encryptionKeys()));
    Counts counts = new Counts(settings.targets().stream().map(TargetSettings::name).toList());
    // Made before the ledger and so closed after it: what is told last is traced too.
    Optional<Ledger.ChangeListener> traces = traces(counts, lock);
    Ledger ledger = opened(ledger(lock, sealed));
    ledger.onChange(counts);
    traces.ifPresent(ledger::onChange);
    FailPoint.LEDGER_OPENED.reached();
    encryptionKey.keep(ledger.records());
    checks.use(ledger);
    lock.noteLedger();
    checks.orderKeys(schema);
    Receipts receipts = new Receipts(settings.data(), schema.writeOnly(), sealed, files);
    ReceiptFiler filer = opened(new ReceiptFiler(receipts, ledger, FILE_AGAIN_AFTER));
    OutcomeWatch watch = opened(new OutcomeWatch(ledger, settings.door().waits()));
    Targets targets = targets();

    RetrySchedule schedule = new RetrySchedule(settings.retryDelays(), new SecureRandom());
    context.getCamelContextExtension().addInterceptStrategy(new CaughtErrors());
    context.addComponent("deliveries", new DeliveriesComponent(ledger, targets, schedule, clock));
    context.addComponent("ledger", new LedgerComponent(ledger, watch, clock));
    context.addComponent("receipts", new ReceiptsComponent(filer));
    checks.outcomes(context);
    bindDelivering(context.getRegistry(), schema, targets, schedule);
    bindAccepting(context.getRegistry(), reader, sealed, targets);
    context.getRegistry().bind("retractReceipt", new RetractReceipt(receipts));
    OldFiles oldFiles = new OldFiles(files);
    Purge purge = new Purge(settings, ledger.records(), receipts, oldFiles, clock);
    context.getRegistry().bind("purge", purge);
    IntakePause pause = new IntakePause(clock);
    Batches batches = new Batches(clock);
    new FolderDoorWiring(settings, clock).bind(context.getRegistry(), files, pause, batches);
    Places places = new Places(settings, pause);
    new HealthChecks(context).register(ledger, filer, places);
    Quarantine quarantine = new Quarantine(settings.data(), files, sealed);
    Standings standings = new Standings(ledger, quarantine);
    httpDoor.bind(context, quarantine, standings, watch, counts::quarantined);
    form.bind(context.getRegistry(), httpDoor.doorkeeper(), standings, watch);
    form.check();
    DeadLetters deadLetters =
        new DeadLetters(ledger, targets, receipts, filer, schema.writeOnly(), clock);
    watching =
        opened(new WatchWiring(settings, targets, counts, ledger, deadLetters, batches, clock));
    watching.open(context);
    opened(new NoticeWiring(settings, clock)).bind(context, targets, counts, ledger, places, files);
  }

  /** Named by what it listens to: nothing of tracing is loaded where nothing is traced. */
  private Optional<Ledger.ChangeListener> traces(Counts counts, RelayLock lock) {
    return settings
        .tracing()
        .map(tracing -> opened(new Traces(tracing, lock.relayId(), counts, clock)));
  }

  private Ledger ledger(RelayLock lock, SealedFields sealed) {
    Settings.Store store = settings.store();
    try {
      LedgerSettings at =
          new LedgerSettings(store.url(), store.username(), store.password(), lock.relayId());
      // A ledger that is lost must not be begun anew in silence: its deliveries would be, too.
      boolean used = lock.isLedgerNoted() || new FiledReceipts(settings.data()).any();
      return used ? Ledgers.reopen(at, sealed) : Ledgers.open(at, sealed);
    } catch (IOException e) {
      throw new SettingException("relay.data", "cannot be used: " + e);
    } catch (IllegalArgumentException e) {
      throw new SettingException("store.url", e.getMessage());
    }
  }

  private Targets targets() {
    return new Targets(
        settings.targets().stream()
            .map(each -> new Target(each, new TargetGate(each, clock)))
            .toList());
  }

  private void bindDelivering(
      Registry registry, SubmissionSchema schema, Targets targets, RetrySchedule schedule) {
    Masking masking = new Masking(settings.secrets(), schema.writeOnly());
    registry.bind("takeSignal", new TakeSignal(clock, masking));
    registry.bind("decide", new Decide(codes, schedule, targets, clock, new AttemptLog()));
    for (TargetSettings target : settings.targets()) {
      registry.bind(target.name() + "-client", opened(new PartnerClient(target)));
    }
  }

  private SubmissionReader reader(SubmissionSchema schema) {
    List<String> off =
        settings.targets().stream()
            .filter(each -> !each.enabled())
            .map(TargetSettings::name)
            .toList();
    return new SubmissionReader(schema, new KnownTargets(enabledTargets(), off), clock);
  }

  private void bindAccepting(
      Registry registry, SubmissionReader reader, SealedFields sealed, Targets targets) {
    registry.bind("parse", new Parse(sealed));
    registry.bind("check", new Check(reader));
    registry.bind(
        "identify", new Identify(new SubmissionIds(clock, new SecureRandom()), targets, clock));
  }

  private <T extends AutoCloseable> T opened(T part) {
    opened.push(part);
    return part;
  }

  /** Lets go of everything, the last one opened first. */
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
