package io.formrelay.command;

import io.formrelay.ledger.LedgerBackup;
import io.formrelay.ledger.LedgerSettings;
import io.formrelay.ledger.LedgerUrl;
import io.formrelay.operations.ConfigurationSource;
import io.formrelay.operations.Settings;
import io.formrelay.receipt.WholeFiles;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Copies the ledger into a folder, beside a relay that goes on working. */
@Command(name = "backup", description = "Copies the ledger of a relay, running or not.")
final class BackupCommand implements Callable<Integer> {

  /** The files of a backup. */
  static final String LEDGER = "ledger.db";

  static final String NOTE = ".relay";

  @Parameters(
      paramLabel = "<folder>",
      description = "a folder that does not exist yet, or is empty")
  private Path folder;

  @Spec private CommandSpec spec;

  @Override
  public Integer call() throws IOException {
    Settings settings = new ConfigurationSource(Map.of()).read().settings();
    Settings.Store store = settings.store();
    LedgerSettings ledger = new LedgerSettings(store.url(), store.username(), null, null);
    PrintWriter err = spec.commandLine().getErr();
    if (!LedgerUrl.isFile(ledger)) {
      err.println(new PostgresHint(store).backup(folder));
      return 1;
    }
    if (isTaken()) {
      err.println("formrelay: " + folder + " is not empty; nothing is ever overwritten");
      return 1;
    }
    try (WholeFiles files = new WholeFiles()) {
      files.folder(folder.toAbsolutePath());
      // The note comes first: without it nothing could be restored from the copy.
      byte[] note = Files.readAllBytes(settings.data().resolve(NOTE));
      files.write(Map.of(folder.resolve(NOTE), WholeFiles.Content.of(note)));
      long kept = new LedgerBackup(ledger).write(folder.resolve(LEDGER));
      files.sync(folder.toAbsolutePath());
      PrintWriter out = spec.commandLine().getOut();
      out.println("The ledger with its " + kept + " submissions is copied to " + folder);
      boolean own = settings.keeping().encryptionKeys().isBlank();
      out.println(
          "Without its key, "
              + (own ? settings.data().resolve(".encryption-key") : "relay.encryption-key")
              + ", what is encrypted in it cannot be read: keep a copy of that too, apart from"
              + " this one.");
    }
    return 0;
  }

  private boolean isTaken() throws IOException {
    if (!Files.isDirectory(folder)) {
      return Files.exists(folder);
    }
    try (Stream<Path> found = Files.list(folder)) {
      return found.findAny().isPresent();
    }
  }
}
