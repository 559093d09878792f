package io.formrelay.operations;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.formrelay.ledger.Delivery;
import io.formrelay.ledger.Ledger;
import io.formrelay.ledger.LedgerSettings;
import io.formrelay.ledger.Ledgers;
import io.formrelay.ledger.Settlement;
import io.formrelay.ledger.State;
import io.formrelay.receipt.Receipts;
import io.formrelay.receipt.WholeFiles;
import io.formrelay.sealing.SealedFields;
import io.formrelay.submission.Submission;
import io.formrelay.submission.Submission.Destination;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.support.DefaultExchange;

/** A ledger and its receipts, in which things ended days ago, and what is purged of them. */
final class AgedLedger implements AutoCloseable {

  private static final Instant NOW = Instant.parse("2026-11-22T12:00:00Z");

  private final Path data;
  private final WholeFiles files = new WholeFiles();
  private final Ledger ledger;
  private final Receipts receipts;

  AgedLedger(Path data) {
    this.data = data;
    ledger =
        Ledgers.open(
            new LedgerSettings("jdbc:sqlite:" + data.resolve("ledger.db"), null, null, "one"));
    receipts = new Receipts(data, Set.of(), SealedFields.none(), files);
  }

  Ledger ledger() {
    return ledger;
  }

  Receipts receipts() {
    return receipts;
  }

  static Instant daysAgo(int days) {
    return NOW.minus(Duration.ofDays(days));
  }

  void enter(String id, Instant at, String... targets) {
    ledger
        .enter(
            new Submission(
                id,
                null,
                "f-" + id,
                "http",
                at,
                Stream.of(targets).map(target -> new Destination(target, null)).toList(),
                JsonNodeFactory.instance.objectNode().put("CustomerFullName", "Ayşe")))
        .join();
  }

  void end(String target, State state, Instant at, boolean filed) throws IOException {
    Delivery claimed = ledger.claim(target, 1, at).join().get(0);
    ledger
        .settle(
            new Settlement(
                claimed.submissionId(),
                target,
                state,
                at,
                null,
                0,
                List.of(),
                "Code",
                "",
                null,
                null))
        .join();
    if (filed) {
      receipts.file(ledger.unfiled(1));
      ledger.filed(claimed.submissionId(), target, at).join();
    }
  }

  /** Files a submission that ended so many days ago. */
  void ended(String id, String target, State state, int days) throws IOException {
    enter(id, daysAgo(days), target);
    end(target, state, daysAgo(days), true);
  }

  /** Purges with these days of keeping. */
  void purge(int success, int deadLetter) throws Exception {
    Map<String, String> overrides =
        Map.of(
            "relay.data", data.toString(),
            "licrus.enabled", "false",
            "moka.enabled", "false",
            "relay.retention.success", Integer.toString(success),
            "relay.retention.dead-letter", Integer.toString(deadLetter));
    Settings settings = new ConfigurationSource(overrides).read().settings();
    Purge purge =
        new Purge(
            settings,
            ledger.records(),
            receipts,
            new OldFiles(files),
            Clock.fixed(NOW, ZoneOffset.UTC));
    try (DefaultCamelContext context = new DefaultCamelContext()) {
      purge.process(new DefaultExchange(context));
    }
  }

  /** All files but the ledger's own, by their paths in the data folder. */
  List<String> tree() throws IOException {
    try (Stream<Path> all = Files.walk(data)) {
      return all.filter(each -> !each.getFileName().toString().startsWith("ledger.db"))
          .filter(each -> !each.equals(data))
          .map(each -> data.relativize(each).toString())
          .sorted()
          .toList();
    }
  }

  @Override
  public void close() {
    ledger.close();
    files.close();
  }
}
