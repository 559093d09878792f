package io.formrelay.operations;

import io.formrelay.delivery.Target;
import io.formrelay.delivery.Targets;
import io.formrelay.ledger.Ledger;
import io.formrelay.notice.Cause;
import io.formrelay.notice.Cause.Kind;
import io.formrelay.notice.DeadLetterSign;
import io.formrelay.notice.FindNotices;
import io.formrelay.notice.MailServer;
import io.formrelay.notice.NoteSent;
import io.formrelay.notice.NoticeBook;
import io.formrelay.notice.NoticeSettings;
import io.formrelay.notice.NoticeText;
import io.formrelay.notice.Notices;
import io.formrelay.notice.PauseSign;
import io.formrelay.notice.PendingSign;
import io.formrelay.notice.Sign;
import io.formrelay.notice.TakeNotice;
import io.formrelay.notice.TroubleSign;
import io.formrelay.notice.WebhookClient;
import io.formrelay.notice.WriteEmail;
import io.formrelay.notice.WriteWebhook;
import io.formrelay.receipt.WholeFiles;
import io.formrelay.watching.Counts;
import io.formrelay.watching.TargetCounts;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.apache.camel.CamelContext;
import org.apache.camel.health.HealthCheck;
import org.apache.camel.health.HealthCheckRegistry;
import org.apache.camel.spi.Registry;

/** Makes the parts of the notifications, where anybody is to be notified. */
final class NoticeWiring implements AutoCloseable {

  /** Listing an inbox of many files takes a while. */
  private static final int LOOKS_BETWEEN_LISTINGS = 12;

  private static final Duration LONGEST_MAIL = Duration.ofSeconds(15);

  private final Settings settings;
  private final Clock clock;
  private WebhookClient webhook;

  NoticeWiring(Settings settings, Clock clock) {
    this.settings = settings;
    this.clock = clock;
  }

  /** Gives each part the name by which the routes know it. */
  void bind(
      CamelContext context,
      Targets targets,
      Counts counts,
      Ledger ledger,
      Places places,
      WholeFiles files) {
    NoticeSettings notify = settings.notices();
    if (!notify.enabled()) {
      return;
    }
    NoticeBook book = new NoticeBook(settings.data().resolve("notices.json"), files);
    List<Sign> signs = new ArrayList<>(signs(context, ledger, places));
    for (Target target : targets.all()) {
      if (target.settings().enabled()) {
        String name = target.settings().name();
        TargetCounts counted = counts.targets().get(name);
        signs.add(new PauseSign(target, counted, book));
        signs.add(new DeadLetterSign(name, counted, ledger, book));
        signs.add(new PendingSign(name, ledger, notify.oldestPending()));
      }
    }
    Notices notices = new Notices(signs, notify, book, clock);
    NoticeText words = new NoticeText(notify.language(), notify.name());
    Registry registry = context.getRegistry();
    registry.bind("findNotices", new FindNotices(notices));
    registry.bind("takeNotice", new TakeNotice());
    registry.bind("noteSent", new NoteSent(notices));
    notify
        .webhook()
        .ifPresent(
            to -> {
              webhook = new WebhookClient(to);
              registry.bind("webhookClient", webhook);
              registry.bind("writeWebhook", new WriteWebhook(words));
            });
    notify
        .email()
        .ifPresent(
            by -> {
              registry.bind("noticeMail", new MailServer(LONGEST_MAIL).sender(by));
              registry.bind("writeEmail", new WriteEmail(words));
            });
  }

  private List<Sign> signs(CamelContext context, Ledger ledger, Places places) {
    Duration listings = settings.notices().every().multipliedBy(LOOKS_BETWEEN_LISTINGS);
    return List.of(
        new TroubleSign(Cause.of(Kind.LEDGER), () -> ledger.trouble().isPresent(), Duration.ZERO),
        new TroubleSign(Cause.of(Kind.DISK), () -> places.disk().isPresent(), Duration.ZERO),
        new TroubleSign(Cause.of(Kind.INBOX), () -> isDown(context, "inbox-age"), listings));
  }

  private static boolean isDown(CamelContext context, String check) {
    HealthCheckRegistry checks = HealthCheckRegistry.get(context);
    return checks != null
        && checks
            .getCheck(check)
            .map(each -> each.call().getState() == HealthCheck.State.DOWN)
            .orElse(false);
  }

  @Override
  public void close() {
    if (webhook != null) {
      webhook.close();
    }
  }
}
