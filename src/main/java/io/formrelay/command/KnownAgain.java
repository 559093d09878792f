package io.formrelay.command;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.formrelay.delivery.TargetSettings;
import io.formrelay.operations.Settings;
import io.formrelay.submission.InvalidSubmissionException;
import io.formrelay.submission.KnownTargets;
import io.formrelay.submission.ReadSubmission;
import io.formrelay.submission.SubmissionReader;
import io.formrelay.submission.SubmissionSchema;
import java.time.Clock;
import java.util.List;

/**
 * Makes a submission of which only a receipt is left known again, where its sender repeats it with
 * its SubmissionId.
 */
final class KnownAgain {

  private static final ObjectMapper JSON = new ObjectMapper();

  /** What no content has: a repeat is a conflict then, and still not delivered twice. */
  private static final String NONE = "not known";

  private final SubmissionReader reader;

  KnownAgain(Settings settings) {
    List<String> targets = settings.targets().stream().map(TargetSettings::name).toList();
    this.reader =
        new SubmissionReader(
            SubmissionSchema.load(settings.config().resolve("submission.schema.json")),
            new KnownTargets(targets, List.of()),
            Clock.systemUTC());
  }

  /** What makes the submission of these fields, as JSON text, known. */
  String fingerprint(String fields) {
    try {
      ReadSubmission read = reader.read(JSON.readTree(fields));
      return read.submissionId() == null
          ? read.fingerprint()
          : read.fingerprint() + " " + read.submissionId();
    } catch (InvalidSubmissionException | JsonProcessingException e) {
      return NONE;
    }
  }
}
