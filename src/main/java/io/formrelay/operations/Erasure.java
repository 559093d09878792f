package io.formrelay.operations;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.formrelay.ledger.Ended;
import io.formrelay.ledger.Ledger;
import io.formrelay.ledger.LedgerRecords;
import io.formrelay.ledger.LedgerRecords.Body;
import io.formrelay.ledger.LedgerSettings;
import io.formrelay.ledger.Ledgers;
import io.formrelay.ledger.State;
import io.formrelay.receipt.WholeFiles;
import io.formrelay.submission.Person;
import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Clock;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Erases one customer: submissions in the ledger, whatever they wait for, their receipts, and what
 * the doors refused. Works beside a relay that runs and without one.
 *
 * <p>Rows go first: what is pending is then never sent. A receipt that the relay is writing at that
 * moment it takes away again, since the ledger does not know it any more.
 */
public final class Erasure implements AutoCloseable {

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final int PAGE = 1_000;

  private final Path data;
  private final Path inbox;
  private final Ledger ledger;
  private final BeforeRestore aside;
  private final WholeFiles files = new WholeFiles();
  private final Clock clock;

  /**
   * Opens what the settings name.
   *
   * @throws SettingException where there is no data folder, or the ledger's address makes no sense
   * @throws io.formrelay.ledger.LedgerException where there is no ledger, or it cannot be opened
   */
  public Erasure(Settings settings, Clock clock) {
    this.data = settings.data();
    this.inbox = settings.inbox().path();
    this.aside = new BeforeRestore(settings);
    this.clock = clock;
    if (!Files.isDirectory(data)) {
      throw new SettingException("relay.data", "there is no folder " + data);
    }
    ledger = ledger(settings.store());
  }

  /** What no relay works on is looked through first, and none can start meanwhile. */
  private Ledger ledger(Settings.Store store) {
    LedgerSettings at = new LedgerSettings(store.url(), store.username(), store.password(), "");
    Optional<Closeable> idle = Optional.empty();
    try {
      idle = RelayLock.idle(data);
      return Ledgers.existing(at, idle.isEmpty());
    } catch (IOException e) {
      throw new SettingException("relay.data", "cannot be used: " + e);
    } catch (IllegalArgumentException e) {
      throw new SettingException("store.url", e.getMessage());
    } finally {
      idle.ifPresent(Erasure::letGo);
    }
  }

  private static void letGo(Closeable idle) {
    try {
      idle.close();
    } catch (IOException alreadyGone) {
      // the lock ends with the process at the latest
    }
  }

  /**
   * Erases a customer, and notes in {@code erasure.log} that it did, without a word of whom.
   *
   * @param dryRun whether to look only
   * @param watch hears how far it has come
   * @throws IOException where a file cannot be read, deleted or written
   */
  public ErasureReport run(Person person, boolean dryRun, ErasureWatch watch) throws IOException {
    LedgerRecords records = ledger.records();
    List<Ended> deliveries = new ArrayList<>();
    Set<String> gone = new LinkedHashSet<>();
    List<String> underWay = new ArrayList<>();
    Set<String> named = submissions(records, person, watch);
    for (String id : named) {
      List<Ended> of = dryRun ? records.deliveries(id) : records.erase(id, clock.instant());
      deliveries.addAll(of);
      if (of.stream().anyMatch(each -> each.state() == State.SENDING)) {
        underWay.add(id);
      } else {
        gone.add(id);
      }
      watch.at(ErasureWatch.Stage.ERASING, gone.size() + underWay.size(), named.size());
    }
    ErasedFiles found = new ErasedFiles(person, gone, Set.copyOf(underWay), watch);
    found.look(data);
    if (!dryRun) {
      files.delete(found.paths());
    }
    List<Path> byHand = new ArrayList<>(found.byHand());
    byHand.addAll(aside.folders());
    ErasureReport report =
        new ErasureReport(
            deliveries, underWay, found.counts(), byHand, ErasedFiles.count(inbox), true);
    if (dryRun) {
      return report;
    }
    note(person, report);
    return records.forget() ? report : report.notForgotten();
  }

  @Override
  public void close() {
    ledger.close();
    files.close();
  }

  private static Set<String> submissions(LedgerRecords records, Person person, ErasureWatch watch)
      throws JsonProcessingException {
    Set<String> ids = new LinkedHashSet<>();
    long looked = 0;
    List<Body> page = records.bodies("", "", PAGE);
    while (!page.isEmpty()) {
      for (Body each : page) {
        boolean named =
            person.isNamedIn(JSON.readTree(each.body()))
                || (each.corrected() != null && person.isNamedIn(JSON.readTree(each.corrected())));
        if (named) {
          ids.add(each.submissionId());
        }
      }
      looked += page.size();
      watch.at(ErasureWatch.Stage.LEDGER, looked, 0);
      Body last = page.get(page.size() - 1);
      page = records.bodies(last.submissionId(), last.target(), PAGE);
    }
    return ids;
  }

  private void note(Person person, ErasureReport report) throws IOException {
    String line =
        "%s by=%s submissions=%d files=%s under-way=%d by-hand=%d inbox=%d%n"
            .formatted(
                clock.instant(),
                person.trait().text(),
                report.submissions(),
                report.files(),
                report.underWay().size(),
                report.byHand().size(),
                report.waiting());
    try (FileChannel log =
        FileChannel.open(
            data.resolve("erasure.log"),
            Set.of(StandardOpenOption.CREATE, StandardOpenOption.APPEND),
            PrivateFolders.only(data, "rw-------"))) {
      log.write(ByteBuffer.wrap(line.getBytes(StandardCharsets.UTF_8)));
      log.force(true);
    }
  }
}
