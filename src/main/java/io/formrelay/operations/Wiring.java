package io.formrelay.operations;

import io.formrelay.delivery.AttemptLog;
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
import io.formrelay.door.AcceptElements;
import io.formrelay.door.AnswerAccepted;
import io.formrelay.door.AnswerFile;
import io.formrelay.door.AnswerProblem;
import io.formrelay.door.AnswerStatus;
import io.formrelay.door.AwaitOutcome;
import io.formrelay.door.Check;
import io.formrelay.door.ClaimFiles;
import io.formrelay.door.ClaimedFiles;
import io.formrelay.door.HttpErrors;
import io.formrelay.door.Identify;
import io.formrelay.door.IntakeDeadLetters;
import io.formrelay.door.IntakePause;
import io.formrelay.door.Knock;
import io.formrelay.door.Parse;
import io.formrelay.door.Refusals;
import io.formrelay.door.RetractReceipt;
import io.formrelay.door.SettledFiles;
import io.formrelay.door.TakeBody;
import io.formrelay.door.WrongMethod;
import io.formrelay.form.AnswerForm;
import io.formrelay.form.AnswerFormProblem;
import io.formrelay.form.FormFiles;
import io.formrelay.form.FormSettings;
import io.formrelay.form.Pages;
import io.formrelay.form.ShowForm;
import io.formrelay.form.ShowOutcome;
import io.formrelay.form.TakeForm;
import io.formrelay.ledger.Ledger;
import io.formrelay.ledger.LedgerSettings;
import io.formrelay.ledger.Ledgers;
import io.formrelay.receipt.ReceiptFiler;
import io.formrelay.receipt.Receipts;
import io.formrelay.receipt.ReceiptsComponent;
import io.formrelay.receipt.WholeFiles;
import io.formrelay.submission.KnownTargets;
import io.formrelay.submission.SubmissionIds;
import io.formrelay.submission.SubmissionReader;
import io.formrelay.submission.SubmissionSchema;
import java.io.IOException;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import org.apache.camel.CamelConfiguration;
import org.apache.camel.CamelContext;
import org.apache.camel.health.HealthCheckRegistry;
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
  private final Clock clock = Clock.tickMillis(ZoneOffset.UTC);

  private final Deque<AutoCloseable> opened = new ArrayDeque<>();
  private SubmissionReader reader;

  Wiring(Settings settings, ResultCodes codes) {
    this.settings = settings;
    this.codes = codes;
  }

  /** The partners that take deliveries. */
  List<String> enabledTargets() {
    return settings.targets().stream()
        .filter(TargetSettings::enabled)
        .map(TargetSettings::name)
        .toList();
  }

  @Override
  public void configure(CamelContext context) throws Exception {
    StartChecks checks = new StartChecks(settings);
    RelayLock lock = opened(RelayLock.take(settings.data(), settings.sandbox()));
    FreePort.check(settings.door().host(), settings.door().port());
    Ledger ledger = opened(ledger(lock));
    checks.use(ledger);
    SubmissionSchema schema = schema();
    checks.orderKeys(schema);
    WholeFiles files = opened(new WholeFiles());
    Receipts receipts = new Receipts(settings.data(), schema.writeOnly(), files);
    ReceiptFiler filer = opened(new ReceiptFiler(receipts, ledger, FILE_AGAIN_AFTER));
    OutcomeWatch watch = opened(new OutcomeWatch(ledger, settings.door().waits()));
    Targets targets = targets(context);

    context.addComponent("deliveries", new DeliveriesComponent(ledger, targets, clock));
    context.addComponent("ledger", new LedgerComponent(ledger, watch, clock));
    context.addComponent("receipts", new ReceiptsComponent(filer));
    checks.outcomes(context);
    bindDelivering(context.getRegistry(), targets);
    bindAccepting(context.getRegistry(), schema, targets);
    context.getRegistry().bind("retractReceipt", new RetractReceipt(receipts));
    bindFolderDoor(context.getRegistry(), files);
    Knock knock = new Knock(settings.door().apiKey(), settings.door().rate());
    bindHttpDoor(context, ledger, watch, knock);
    bindForm(context.getRegistry(), ledger, watch, knock, schema);
  }

  private void bindForm(
      Registry registry, Ledger ledger, OutcomeWatch watch, Knock knock, SubmissionSchema schema) {
    FormSettings form = settings.form();
    Pages pages = new Pages(form, schema);
    registry.bind("showForm", new ShowForm(pages, form));
    registry.bind("takeForm", new TakeForm(pages, reader, knock));
    registry.bind(
        "awaitFormOutcome",
        new AwaitOutcome(watch, call -> AnswerForm.waits(call) ? form.waits() : Optional.empty()));
    registry.bind("answerForm", new AnswerForm(form));
    registry.bind("answerFormProblem", new AnswerFormProblem(pages, form));
    registry.bind("formFiles", new FormFiles(form));
    registry.bind("showOutcome", new ShowOutcome(pages, ledger, form));
    registry.bind("onlyGetOrPost", new WrongMethod("GET, POST"));
  }

  private SubmissionSchema schema() {
    try {
      return SubmissionSchema.load(settings.config().resolve("submission.schema.json"));
    } catch (IllegalArgumentException e) {
      throw new SettingException(e);
    }
  }

  private Ledger ledger(RelayLock lock) {
    Settings.Store store = settings.store();
    try {
      return Ledgers.open(
          new LedgerSettings(store.url(), store.username(), store.password(), lock.relayId()));
    } catch (IllegalArgumentException e) {
      throw new SettingException("store.url", e.getMessage());
    }
  }

  private Targets targets(CamelContext context) {
    Targets targets =
        new Targets(
            settings.targets().stream()
                .map(each -> new Target(each, new TargetGate(each, clock)))
                .toList());
    HealthCheckRegistry health = HealthCheckRegistry.get(context);
    if (health != null) {
      targets.all().forEach(target -> health.register(new TargetHealth(target)));
    }
    return targets;
  }

  private void bindDelivering(Registry registry, Targets targets) {
    RetrySchedule schedule = new RetrySchedule(settings.retryDelays(), new SecureRandom());
    registry.bind("takeSignal", new TakeSignal(clock, new Masking(settings.secrets())));
    registry.bind("decide", new Decide(codes, schedule, targets, clock, new AttemptLog()));
    for (TargetSettings target : settings.targets()) {
      registry.bind(target.name() + "-client", opened(new PartnerClient(target)));
    }
  }

  private void bindAccepting(Registry registry, SubmissionSchema schema, Targets targets) {
    List<String> off =
        settings.targets().stream()
            .filter(each -> !each.enabled())
            .map(TargetSettings::name)
            .toList();
    KnownTargets known = new KnownTargets(enabledTargets(), off);
    registry.bind("parse", new Parse());
    reader = new SubmissionReader(schema, known, clock);
    registry.bind("check", new Check(reader));
    registry.bind(
        "identify", new Identify(new SubmissionIds(clock, new SecureRandom()), targets, clock));
  }

  private void bindFolderDoor(Registry registry, WholeFiles files) {
    IntakePause pause = new IntakePause(clock);
    IntakeDeadLetters deadLetters = new IntakeDeadLetters(settings.data(), clock, files);
    SubmissionIds tokens = new SubmissionIds(clock, new SecureRandom());
    ClaimedFiles claimed = new ClaimedFiles(clock, pause);
    registry.bind("claimedFiles", claimed);
    registry.bind(
        "settledFiles",
        new SettledFiles(
            clock,
            settings.inbox().quiet(),
            settings.inbox().quietLines(),
            settings.inbox().patience(),
            () -> !pause.isOn()));
    registry.bind("claimFiles", claimFiles(tokens, claimed, files));
    registry.bind(
        "acceptElements",
        new AcceptElements(
            settings.inbox().path(),
            "direct:accept",
            new Refusals(),
            deadLetters,
            pause,
            claimed,
            files));
  }

  private ClaimFiles claimFiles(SubmissionIds tokens, ClaimedFiles claimed, WholeFiles files) {
    try {
      return new ClaimFiles(settings.inbox().path(), tokens::next, claimed, files);
    } catch (IOException e) {
      throw new SettingException("relay.inbox", "cannot be used: " + e);
    }
  }

  private void bindHttpDoor(CamelContext context, Ledger ledger, OutcomeWatch watch, Knock knock)
      throws Exception {
    Registry registry = context.getRegistry();
    registry.bind("knock", knock);
    registry.bind("takeBody", new TakeBody());
    registry.bind("awaitOutcome", new AwaitOutcome(watch));
    registry.bind("answerAccepted", new AnswerAccepted(ledger));
    registry.bind("answerStatus", new AnswerStatus(ledger));
    registry.bind("answerProblem", new AnswerProblem());
    registry.bind("answerOpenApi", file("openapi.yaml", "application/yaml"));
    registry.bind("answerSchema", file("submission.schema.json", "application/schema+json"));
    registry.bind("onlyPost", new WrongMethod("POST"));
    registry.bind("onlyGet", new WrongMethod("GET"));
    context.addService(new HttpErrors(context, settings.door().port(), knock), true);
  }

  private AnswerFile file(String name, String type) throws IOException {
    return new AnswerFile(settings.config().resolve(name), type);
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
