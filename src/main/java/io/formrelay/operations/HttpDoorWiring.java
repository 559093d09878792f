package io.formrelay.operations;

import io.formrelay.delivery.OutcomeWatch;
import io.formrelay.door.AnswerAccepted;
import io.formrelay.door.AnswerFile;
import io.formrelay.door.AnswerProblem;
import io.formrelay.door.AnswerStatus;
import io.formrelay.door.Arrivals;
import io.formrelay.door.AskCaptcha;
import io.formrelay.door.AwaitOutcome;
import io.formrelay.door.BrowserSettings;
import io.formrelay.door.Connections;
import io.formrelay.door.DoorServer;
import io.formrelay.door.Doorkeeper;
import io.formrelay.door.HttpErrors;
import io.formrelay.door.Knock;
import io.formrelay.door.LimitBrowser;
import io.formrelay.door.OnlyMethods;
import io.formrelay.door.OwnPages;
import io.formrelay.door.PutInQuarantine;
import io.formrelay.door.Quarantine;
import io.formrelay.door.SpotSpam;
import io.formrelay.door.Standings;
import io.formrelay.door.TakeBody;
import io.formrelay.door.TakeFormSigns;
import io.formrelay.form.Page;
import io.vertx.core.VertxOptions;
import java.io.IOException;
import java.time.Clock;
import java.util.function.Consumer;
import org.apache.camel.CamelContext;
import org.apache.camel.spi.Registry;

/** Makes the parts of the HTTP door and gives each the name by which the routes know it. */
final class HttpDoorWiring {

  /** A call at the HTTP door holds one of these while its submission is written to disk. */
  private static final int WORKERS = 128;

  private final Settings settings;
  private final Clock clock;
  private final Connections connections;
  private final Doorkeeper doorkeeper;

  HttpDoorWiring(Settings settings, Clock clock) {
    this.settings = settings;
    this.clock = clock;
    Settings.Door door = settings.door();
    this.connections = new Connections(door.connections(), door.patience(), System::nanoTime);
    this.doorkeeper =
        new Doorkeeper(
            door.keys(),
            door.rate(),
            door.keyRate(),
            door.browsers(),
            settings.form().enabled() ? Page.own() : OwnPages.none());
  }

  /** Who may come in at this door. */
  Doorkeeper doorkeeper() {
    return doorkeeper;
  }

  /** Makes what Camel's HTTP servers are made by; to be closed after them. */
  DoorServer server() {
    VertxOptions options = new VertxOptions().setWorkerPoolSize(WORKERS);
    Settings.Door door = settings.door();
    return new DoorServer(options, door.port(), connections, door.patience());
  }

  void bind(
      CamelContext context,
      Quarantine quarantine,
      Standings standings,
      OutcomeWatch watch,
      Consumer<String> spam)
      throws Exception {
    Registry registry = context.getRegistry();
    Settings.Door door = settings.door();
    Arrivals arrivals = new Arrivals(doorkeeper, door.patience(), connections);
    registry.bind("knock", new Knock(arrivals));
    registry.bind("takeBody", new TakeBody(arrivals));
    registry.bind("awaitOutcome", new AwaitOutcome(watch));
    registry.bind("answerAccepted", new AnswerAccepted(standings));
    registry.bind("answerStatus", new AnswerStatus(standings));
    registry.bind("answerProblem", new AnswerProblem());
    registry.bind("answerOpenApi", file("openapi.yaml", "application/yaml"));
    registry.bind("answerSchema", file("submission.schema.json", "application/schema+json"));
    registry.bind("onlyPost", new OnlyMethods("POST"));
    registry.bind("onlyGet", new OnlyMethods("GET"));
    context.addService(new HttpErrors(context, door.port(), arrivals), true);
    bindBrowsers(registry, door.browsers());
    registry.bind("putInQuarantine", new PutInQuarantine(quarantine, spam));
  }

  private void bindBrowsers(Registry registry, BrowserSettings browsers) {
    registry.bind("takeFormSigns", new TakeFormSigns(browsers.captcha()));
    registry.bind("limitBrowser", new LimitBrowser(browsers.targets()));
    registry.bind("spotSpam", new SpotSpam(browsers.minFill(), clock));
    registry.bind("askCaptcha", new AskCaptcha(browsers.captcha()));
  }

  private AnswerFile file(String name, String type) throws IOException {
    return new AnswerFile(settings.config().resolve(name), type);
  }
}
