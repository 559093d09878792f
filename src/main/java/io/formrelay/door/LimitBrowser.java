package io.formrelay.door;

import io.formrelay.submission.FieldError;
import io.formrelay.submission.ReadSubmission;
import java.util.List;
import java.util.Map;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;

/**
 * A step for forms from browsers: without a key a form goes to the partners that are open to
 * browsers alone, and it cannot name itself, since the id that another sender is going to use could
 * be guessed and taken.
 */
public final class LimitBrowser implements Processor {

  private final List<String> targets;

  /** Lets browsers send to these partners. */
  public LimitBrowser(List<String> targets) {
    this.targets = List.copyOf(targets);
  }

  @Override
  public void process(Exchange exchange) {
    ReadSubmission read = exchange.getMessage().getBody(ReadSubmission.class);
    if (read.submissionId() != null) {
      throw refused(
          "SubmissionId", "Bir tarayıcı SubmissionId veremez. A browser cannot choose the id.");
    }
    for (String target : read.targets()) {
      if (!targets.contains(target)) {
        throw refused(
            "Targets",
            "Tarayıcıdan %s hedefine gönderilemez. A browser cannot send to %s."
                .formatted(target, target));
      }
    }
  }

  private static Problem refused(String field, String why) {
    return new Problem(
        422,
        "Formda hatalı alanlar var; errors listesine bakın. The submission has wrong fields.",
        List.of(new FieldError(field, why)),
        Map.of());
  }
}
