package io.formrelay.operations;

import io.formrelay.delivery.OutcomeWatch;
import io.formrelay.door.AwaitOutcome;
import io.formrelay.door.Doorkeeper;
import io.formrelay.door.OnlyMethods;
import io.formrelay.door.Standings;
import io.formrelay.form.AnswerForm;
import io.formrelay.form.AnswerFormProblem;
import io.formrelay.form.FormFiles;
import io.formrelay.form.FormSettings;
import io.formrelay.form.Pages;
import io.formrelay.form.ReadForm;
import io.formrelay.form.ShowForm;
import io.formrelay.form.ShowOutcome;
import io.formrelay.form.TakeForm;
import io.formrelay.submission.SubmissionReader;
import io.formrelay.submission.SubmissionSchema;
import java.time.Clock;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.apache.camel.spi.Registry;

/** Makes the parts of the pages and gives each the name by which the routes know it. */
final class FormWiring {

  private final Settings settings;
  private final SubmissionReader reader;
  private final Pages pages;
  private final CompletableFuture<Void> loaded;

  /** Begins to read the templates and words, beside what else the start has to do. */
  FormWiring(Settings settings, SubmissionSchema schema, SubmissionReader reader, Clock clock) {
    this.settings = settings;
    this.reader = reader;
    this.pages = new Pages(settings.form(), schema, clock);
    this.loaded =
        settings.form().enabled()
            ? CompletableFuture.runAsync(pages::load)
            : CompletableFuture.completedFuture(null);
  }

  void bind(Registry registry, Doorkeeper doorkeeper, Standings standings, OutcomeWatch watch) {
    FormSettings form = settings.form();
    registry.bind("showForm", new ShowForm(pages, form));
    registry.bind("readForm", new ReadForm(pages));
    registry.bind("takeForm", new TakeForm(pages, reader, doorkeeper, form.captcha()));
    registry.bind(
        "awaitFormOutcome",
        new AwaitOutcome(watch, call -> AnswerForm.waits(call) ? form.waits() : Optional.empty()));
    registry.bind("answerForm", new AnswerForm(form));
    registry.bind("answerFormProblem", new AnswerFormProblem(pages, form));
    registry.bind("formFiles", new FormFiles(form));
    registry.bind("showOutcome", new ShowOutcome(pages, standings, form));
    registry.bind("onlyGetOrPost", new OnlyMethods("GET", "HEAD", "POST"));
    registry.bind("onlyGetOrHead", new OnlyMethods("GET", "HEAD"));
  }

  /**
   * Waits until the pages can be shown.
   *
   * @throws SettingException where a template, a list or the words make no sense
   */
  void check() {
    try {
      loaded.join();
    } catch (CompletionException e) {
      String why = String.valueOf(e.getCause().getMessage()).lines().findFirst().orElse("");
      throw new SettingException(settings.form().folder().toString(), "cannot be used: " + why);
    }
  }
}
