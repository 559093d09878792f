package io.formrelay.operations;

import io.formrelay.door.AcceptElements;
import io.formrelay.door.Batches;
import io.formrelay.door.ClaimFiles;
import io.formrelay.door.ClaimedFiles;
import io.formrelay.door.IntakeDeadLetters;
import io.formrelay.door.IntakePause;
import io.formrelay.door.Refusals;
import io.formrelay.door.SettledFiles;
import io.formrelay.receipt.WholeFiles;
import io.formrelay.submission.SubmissionIds;
import java.io.IOException;
import java.security.SecureRandom;
import java.time.Clock;
import org.apache.camel.spi.Registry;

/** Makes the parts of the folder door and gives each the name by which the routes know it. */
final class FolderDoorWiring {

  private final Settings settings;
  private final Clock clock;

  FolderDoorWiring(Settings settings, Clock clock) {
    this.settings = settings;
    this.clock = clock;
  }

  void bind(Registry registry, WholeFiles files, IntakePause pause, Batches batches) {
    Settings.Inbox inbox = settings.inbox();
    SubmissionIds tokens = new SubmissionIds(clock, new SecureRandom());
    ClaimedFiles claimed = new ClaimedFiles(clock, pause);
    registry.bind("claimedFiles", claimed);
    registry.bind(
        "settledFiles",
        new SettledFiles(
            clock, inbox.quiet(), inbox.quietLines(), inbox.patience(), () -> !pause.isOn()));
    registry.bind("claimFiles", claimFiles(tokens, claimed, files));
    registry.bind(
        "acceptElements",
        new AcceptElements(
            inbox.path(),
            "direct:accept",
            new Refusals(),
            new IntakeDeadLetters(settings.data(), clock, files),
            pause,
            claimed,
            files,
            batches));
  }

  private ClaimFiles claimFiles(SubmissionIds tokens, ClaimedFiles claimed, WholeFiles files) {
    try {
      return new ClaimFiles(settings.inbox().path(), tokens::next, claimed, files);
    } catch (IOException e) {
      throw new SettingException("relay.inbox", "cannot be used: " + e);
    }
  }
}
