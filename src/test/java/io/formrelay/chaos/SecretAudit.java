package io.formrelay.chaos;

import io.formrelay.packaged.DataFolder;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** Looks for secrets in everything that a run leaves behind. */
final class SecretAudit {

  private final List<String> secrets;
  private final DataFolder data;
  private final Path logs;
  private final Findings findings;

  /**
   * Looks for the relay's own secrets everywhere, and for the customers' passwords where they may
   * not be: in the logs and in success receipts.
   */
  SecretAudit(List<String> secrets, DataFolder data, Path logs, Findings findings) {
    this.secrets = List.copyOf(secrets);
    this.data = data;
    this.logs = logs;
    this.findings = findings;
  }

  void check() throws IOException {
    List<Path> written = new DataFolder(logs).files("");
    Set<Path> open = new HashSet<>(written);
    open.addAll(data.files("success"));
    for (Path file : Stream.concat(written.stream(), data.files("").stream()).toList()) {
      // Any byte is a character of this charset, so the ledger can be searched like a text.
      String content = Files.readString(file, StandardCharsets.ISO_8859_1);
      for (String secret : secrets) {
        find(secret, content, file);
      }
      if (open.contains(file)) {
        find(Forms.PASSWORD, content, file);
      }
    }
  }

  private void find(String secret, String content, Path file) {
    if (content.contains(secret)) {
      findings.broken("", "a secret lies in " + file);
    }
  }
}
