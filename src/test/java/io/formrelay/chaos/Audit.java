package io.formrelay.chaos;

import io.formrelay.packaged.DataFolder;
import io.formrelay.packaged.RelayCommand;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.sql.SQLException;
import java.util.HexFormat;
import java.util.List;

/** Accounts for a run, while the relay still answers and after it has ended. */
final class Audit {

  private final Journal journal;
  private final Book book;
  private final Findings findings;
  private final DataFolder data;
  private final Path logs;
  private final long timeoutMs;

  Audit(Journal journal, Book book, Findings findings, DataFolder data, Path logs, long timeoutMs) {
    this.journal = journal;
    this.book = book;
    this.findings = findings;
    this.data = data;
    this.logs = logs;
    this.timeoutMs = timeoutMs;
  }

  /** Compares what the running relay says with what it has filed. */
  LeftBehind whileItRuns(Door door) throws SQLException, InterruptedException {
    LeftBehind left = LeftBehind.in(data);
    new DoorAudit(door, findings).check(left);
    return left;
  }

  /** Compares what it has left behind with what the senders and the partners know. */
  LeftBehind afterItsEnd() throws SQLException, IOException, GeneralSecurityException {
    LeftBehind left = LeftBehind.in(data);
    new Accounting(journal, left, findings).check();
    new LicrusAudit(book, timeoutMs, findings).check(left);
    new MokaAudit(book, findings).check(left);
    new FolderAudit(data, journal, findings).check();
    new SecretAudit(secrets(), data, logs, findings).check();
    for (String delivery : book.asked()) {
      checkFiled(left, delivery.replaceFirst(" .*", ""), delivery.replaceFirst(".* ", ""));
    }
    return left;
  }

  private void checkFiled(LeftBehind left, String target, String name) {
    boolean filed =
        left.receipts().getOrDefault(name, List.of()).stream()
            .anyMatch(receipt -> receipt.target().equals(target));
    if (!filed) {
      findings.lost(name, "sent to " + target + ", which no receipt tells");
    }
  }

  private static List<String> secrets() throws GeneralSecurityException {
    String key =
        RelayCommand.MOKA_DEALER
            + "MK"
            + RelayCommand.MOKA_USER
            + "PD"
            + RelayCommand.MOKA_PASSWORD;
    byte[] checkKey =
        MessageDigest.getInstance("SHA-256").digest(key.getBytes(StandardCharsets.UTF_8));
    return List.of(
        RelayCommand.TICKET,
        RelayCommand.MOKA_PASSWORD,
        HexFormat.of().formatHex(checkKey),
        Door.KEY);
  }
}
