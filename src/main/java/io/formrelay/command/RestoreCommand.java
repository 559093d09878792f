package io.formrelay.command;

import io.formrelay.ledger.LedgerSettings;
import io.formrelay.ledger.LedgerUrl;
import io.formrelay.ledger.Restored;
import io.formrelay.ledger.RestoredLedger;
import io.formrelay.operations.BeforeRestore;
import io.formrelay.operations.ConfigurationSource;
import io.formrelay.operations.RelayLock;
import io.formrelay.operations.Settings;
import io.formrelay.receipt.FiledReceipts;
import io.formrelay.receipt.WholeFiles;
import io.formrelay.watching.AuditLog;
import io.formrelay.watching.Deed;
import io.formrelay.watching.Operator;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Clock;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/**
 * Puts a copy of the ledger in its place again, with what the receipts tell of the time since.
 *
 * <p>The copy is made ready beside the ledger and renamed into its place, so that a crash leaves
 * the one or the other. What was open in it and may not be repeated becomes a dead letter.
 */
@Command(
    name = "restore",
    description = "Puts a backup of the ledger back; the one that is there is kept aside.")
final class RestoreCommand implements Callable<Integer> {

  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("uuuuMMdd-HHmmss", Locale.ROOT).withZone(ZoneOffset.UTC);

  @Parameters(paramLabel = "<folder>", description = "the folder that the command backup wrote")
  private Path folder;

  @Spec private CommandSpec spec;

  @Override
  public Integer call() throws IOException {
    Settings settings = new ConfigurationSource(Map.of()).read().settings();
    Settings.Store store = settings.store();
    LedgerSettings ledger = new LedgerSettings(store.url(), store.username(), null, null);
    PrintWriter err = spec.commandLine().getErr();
    if (!LedgerUrl.isFile(ledger)) {
      err.println(new PostgresHint(store).restore(folder));
      return 1;
    }
    if (!Files.isRegularFile(folder.resolve(BackupCommand.LEDGER))
        || !Files.isRegularFile(folder.resolve(BackupCommand.NOTE))) {
      err.println("formrelay: " + folder + " holds no backup: ledger.db and .relay belong to one");
      return 1;
    }
    return new AuditLog(settings.data(), Clock.systemUTC())
        .carryOut(
            Deed.of(Operator.ofCommand(), "restore"),
            () -> restore(settings, LedgerUrl.file(ledger)),
            restored -> "");
  }

  private int restore(Settings settings, Path ledger) throws IOException {
    try (WholeFiles files = new WholeFiles()) {
      restoreNote(settings.data(), files);
      try (RelayLock lock = RelayLock.take(settings.data(), settings.sandbox())) {
        restore(settings, ledger, files);
        lock.noteLedger();
      }
    }
    return 0;
  }

  /** A folder that has lost its note takes the backup's: by it the relay knows its deliveries. */
  private void restoreNote(Path data, WholeFiles files) throws IOException {
    Path note = data.resolve(BackupCommand.NOTE);
    files.folder(data.toAbsolutePath());
    if (!Files.exists(note) || Files.size(note) == 0) {
      byte[] kept = Files.readAllBytes(folder.resolve(BackupCommand.NOTE));
      files.write(Map.of(note, WholeFiles.Content.of(kept)));
    }
  }

  private void restore(Settings settings, Path ledger, WholeFiles files) throws IOException {
    Path copy = ledger.resolveSibling(ledger.getFileName() + ".restoring");
    SideFiles.of(copy).delete();
    files.write(Map.of(copy, this::copyTo));
    FiledReceipts receipts = new FiledReceipts(settings.data());
    Restored restored;
    List<Path> strange;
    try (RestoredLedger opened = new RestoredLedger(copy, new KnownAgain(settings)::fingerprint)) {
      strange = receipts.read(opened::learn);
      restored = opened.finish(new Repeatable(settings), Clock.systemUTC().instant());
    } catch (RuntimeException e) {
      SideFiles.of(copy).delete();
      throw e;
    }
    files.sync(copy);
    String aside = BeforeRestore.NAME + TIME.format(Clock.systemUTC().instant());
    List<Path> kept = new ArrayList<>(SideFiles.of(ledger).moveInto(ledger.resolveSibling(aside)));
    kept.addAll(new ClaimsAside(settings.inbox().path()).moveInto("." + aside));
    SideFiles.of(copy).moveTo(ledger);
    files.sync(ledger.getParent());
    tell(restored, kept, strange);
  }

  private void copyTo(FileChannel to) throws IOException {
    try (FileChannel from =
        FileChannel.open(folder.resolve(BackupCommand.LEDGER), StandardOpenOption.READ)) {
      long done = 0;
      while (done < from.size()) {
        done += from.transferTo(done, from.size() - done, to);
      }
    }
  }

  private void tell(Restored restored, List<Path> kept, List<Path> strange) {
    PrintWriter out = spec.commandLine().getOut();
    out.println("The ledger is restored from " + folder + ".");
    kept.forEach(each -> out.println("Kept aside: " + each));
    out.println(restored.ended() + " deliveries have ended since, as their receipts say.");
    out.println(restored.entered() + " deliveries were accepted since and are known by receipts.");
    out.println(restored.unknown() + " deliveries are dead letters now: OutcomeUnknown.");
    out.println(restored.due() + " deliveries are sent again, which does no harm.");
    out.println("What was accepted after the backup and has no receipt is not known any more.");
    strange.forEach(each -> out.println("Not a receipt: " + each));
  }
}
