package io.formrelay.operations;

import io.formrelay.delivery.TargetSettings;
import io.formrelay.ledger.Ledger;
import io.formrelay.submission.SubmissionSchema;
import java.util.List;
import org.apache.camel.CamelContext;

/** Refuses settings that only make sense, or not, beside what was opened with them. */
final class StartChecks {

  private static final List<String> OUTCOMES =
      List.of("outcome.success", "outcome.retry", "outcome.dead-letter");

  private final Settings settings;

  StartChecks(Settings settings) {
    this.settings = settings;
  }

  /** What real partners wait for must never be sent to simulators, nor the other way round. */
  void use(Ledger ledger) {
    String use = settings.sandbox() ? "sandbox" : "live";
    String marked = ledger.use(use);
    if (!marked.equals(use)) {
      throw new SettingException(
          "store.url", "names the ledger of a " + marked + " relay; this one is " + use);
    }
  }

  /** What a submission is. */
  SubmissionSchema schema() {
    try {
      return SubmissionSchema.load(settings.config().resolve("submission.schema.json"));
    } catch (IllegalArgumentException e) {
      throw new SettingException(e);
    }
  }

  /** A misspelt field would silently switch the order off. */
  void orderKeys(SubmissionSchema schema) {
    for (TargetSettings target : settings.targets()) {
      for (String field : target.orderKey()) {
        if (!schema.names().contains(field)) {
          throw new SettingException(
              target.name() + ".order-key", "names no field of a submission: " + field);
        }
      }
    }
  }

  /** An outcome that leads nowhere would leave deliveries in sending. */
  void outcomes(CamelContext context) {
    for (String outcome : OUTCOMES) {
      String uri = context.resolvePropertyPlaceholders("{{" + outcome + "}}");
      if (context.getComponent(uri.replaceFirst(":.*", "").strip()) == null) {
        throw new SettingException(outcome, "names no endpoint of this relay: '" + uri + "'");
      }
    }
  }
}
