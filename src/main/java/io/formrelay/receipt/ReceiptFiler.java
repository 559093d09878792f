package io.formrelay.receipt;

import io.formrelay.failpoint.FailPoint;
import io.formrelay.ledger.Delivery;
import io.formrelay.ledger.Ledger;
import io.formrelay.ledger.LedgerException;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sees to it that every ended delivery gets its receipt, without holding any delivery up.
 *
 * <p>One thread files together all that has queued up and then tells the ledger. What does not fit
 * the queue, what a crash or a full disk kept from the folders, and what had ended before the start
 * is taken from {@link Ledger#unfiled}: the ledger knows what is missing, so nothing is lost here.
 */
public final class ReceiptFiler implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(ReceiptFiler.class);
  private static final int QUEUE = 2_000;
  private static final int GROUP = 256;

  private record Job(Delivery delivery, CompletableFuture<Void> filed) {}

  private final BlockingQueue<Job> queue = new ArrayBlockingQueue<>(QUEUE);
  private final CountDownLatch closing = new CountDownLatch(1);
  private final Receipts receipts;
  private final Ledger ledger;
  private final Duration retryAfter;
  private final Thread thread = new Thread(this::run, "receipts");

  /** Whether the ledger may know of receipts that are in nobody's queue. */
  private volatile boolean behind = true;

  private volatile String failing;

  /**
   * Starts filing, with what the ledger has unfiled first.
   *
   * @param receipts where to
   * @param ledger knows what is missing
   * @param retryAfter how long to wait after a failure before the next try, e.g. 5 s
   */
  public ReceiptFiler(Receipts receipts, Ledger ledger, Duration retryAfter) {
    this.receipts = receipts;
    this.ledger = ledger;
    this.retryAfter = retryAfter;
    thread.setDaemon(true);
    thread.start();
  }

  /**
   * Queues an ended delivery; never waits.
   *
   * @return completes when the receipt is on disk and the ledger knows. It fails where that is put
   *     off: the queue is full, the disk or the ledger refuses, or this is closing. The receipt
   *     then follows from the ledger, now or after the next start.
   */
  public CompletableFuture<Void> file(Delivery delivery) {
    Job job = new Job(delivery, new CompletableFuture<>());
    if (!queue.offer(job)) {
      behind = true;
      job.filed().completeExceptionally(new IOException("too many receipts wait"));
    } else if (closing.getCount() == 0) {
      putOff(new IOException("closing"));
    }
    return job.filed();
  }

  /** Why receipts cannot be filed, in words; empty while they can. */
  public Optional<String> trouble() {
    return Optional.ofNullable(failing);
  }

  /** Files what is queued, then stops; what cannot be filed now follows after the next start. */
  @Override
  public void close() {
    closing.countDown();
    try {
      thread.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    putOff(new IOException("closing"));
  }

  private void run() {
    while (closing.getCount() > 0 || !queue.isEmpty()) {
      try {
        if (behind && closing.getCount() > 0) {
          behind = false;
          fileFromLedger();
        }
        fileQueued();
        recovered();
      } catch (IOException | RuntimeException e) {
        behind = true;
        putOff(e);
        report(e);
        pause();
      } catch (InterruptedException e) {
        return;
      }
    }
  }

  private void fileFromLedger() throws IOException {
    List<Delivery> page = ledger.unfiled(GROUP);
    while (!page.isEmpty() && closing.getCount() > 0) {
      FailPoint.UNFILED_FOUND.reached();
      receipts.file(page);
      tell(page);
      List<Delivery> next = ledger.unfiled(GROUP);
      if (next.equals(page)) {
        throw new LedgerException("the ledger keeps asking for the same receipts", null);
      }
      page = next;
    }
  }

  private void fileQueued() throws IOException, InterruptedException {
    Job first = queue.poll(100, TimeUnit.MILLISECONDS);
    if (first == null) {
      return;
    }
    List<Job> jobs = new ArrayList<>(List.of(first));
    queue.drainTo(jobs, GROUP - 1);
    List<Delivery> deliveries = jobs.stream().map(Job::delivery).toList();
    try {
      receipts.file(deliveries);
      tell(deliveries);
    } catch (IOException | RuntimeException e) {
      jobs.forEach(job -> job.filed().completeExceptionally(e));
      throw e;
    }
    jobs.forEach(job -> job.filed().complete(null));
  }

  /** What the ledger does not know any more was erased while its receipt was being written. */
  private void tell(List<Delivery> filed) throws IOException {
    FailPoint.RECEIPTS_WRITTEN.reached();
    List<CompletableFuture<Boolean>> told =
        filed.stream()
            .map(each -> ledger.filed(each.submissionId(), each.target(), each.completedAt()))
            .toList();
    try {
      for (int i = 0; i < filed.size(); i++) {
        if (!told.get(i).join()) {
          receipts.remove(List.of(filed.get(i).end()));
        }
      }
      FailPoint.RECEIPTS_FILED.reached();
    } catch (CompletionException e) {
      throw new LedgerException("the ledger did not note that receipts are filed", e.getCause());
    }
  }

  private void putOff(Exception cause) {
    List<Job> jobs = new ArrayList<>();
    queue.drainTo(jobs);
    jobs.forEach(job -> job.filed().completeExceptionally(cause));
  }

  private void report(Exception cause) {
    if (failing == null) {
      LOG.error("Receipts cannot be filed now; they stay in the ledger and follow later", cause);
    }
    failing = "receipts cannot be filed: " + cause;
  }

  private void recovered() {
    if (failing != null) {
      LOG.info("Receipts are filed again");
    }
    failing = null;
  }

  private void pause() {
    try {
      closing.await(retryAfter.toNanos(), TimeUnit.NANOSECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
