package io.formrelay.watching;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.formrelay.delivery.Targets;
import io.formrelay.ledger.DeadLetter;
import io.formrelay.ledger.DeadLetter.Order;
import io.formrelay.ledger.DeadLetter.Place;
import io.formrelay.ledger.DeadLetterFilter;
import io.formrelay.ledger.Delivery;
import io.formrelay.ledger.Drop;
import io.formrelay.ledger.Ledger;
import io.formrelay.ledger.LedgerException;
import io.formrelay.ledger.Replay;
import io.formrelay.ledger.State;
import io.formrelay.receipt.ReceiptFiler;
import io.formrelay.receipt.Receipts;
import java.io.IOException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What an operator can do with dead letters: list, show, deliver again, drop. Each call works on
 * the ledger and returns when what it did is durable; every one can fail with a {@link
 * LedgerException} where the ledger is away. Safe for use by many threads.
 */
public final class DeadLetters {

  /** How a wish to deliver again ended. */
  public enum Replayed {
    /** It is pending again. */
    PENDING,
    /** The ledger knows no such delivery. */
    UNKNOWN,
    /** It is no dead letter, or not any more. */
    NOT_DEAD_LETTERED,
    /** Its partner is off: it would wait for ever. */
    TARGET_OFF
  }

  private static final Logger LOG = LoggerFactory.getLogger(DeadLetters.class);
  private static final int PAGE = 500;

  private final Ledger ledger;
  private final Targets targets;
  private final Receipts receipts;
  private final ReceiptFiler filer;
  private final Set<String> hidden;
  private final Clock clock;

  /**
   * Works on a ledger and on the receipts of its dead letters.
   *
   * @param hidden the names of the fields that nobody may see
   */
  public DeadLetters(
      Ledger ledger,
      Targets targets,
      Receipts receipts,
      ReceiptFiler filer,
      Set<String> hidden,
      Clock clock) {
    this.ledger = ledger;
    this.targets = targets;
    this.receipts = receipts;
    this.filer = filer;
    this.hidden = Set.copyOf(hidden);
    this.clock = clock;
  }

  /**
   * A page of dead letters, newest first.
   *
   * @param after the place of the last one of the page before; {@link Place#LAST} for the first
   *     page
   * @param most how many at the most; where fewer come there are no more
   */
  public List<DeadLetter> list(DeadLetterSearch search, Place after, int most) {
    List<DeadLetter> found = new ArrayList<>();
    DeadLetterFilter filter = search.toList(clock.instant());
    scan(filter, Order.NEWEST_FIRST, after, search.text(), most, found::add);
    return found;
  }

  /**
   * What delivering again by this search would take, and does nothing.
   *
   * @return how many dead letters, by target and result code
   */
  public Map<String, Map<String, Long>> dryRun(DeadLetterSearch search) {
    DeadLetterFilter filter = search.toReplay(clock.instant());
    if (search.text() == null) {
      return ledger.deadLetterCounts(filter);
    }
    Map<String, Map<String, Long>> counts = new TreeMap<>();
    scan(
        filter,
        Order.OLDEST_FIRST,
        Place.FIRST,
        search.text(),
        Integer.MAX_VALUE,
        letter ->
            counts
                .computeIfAbsent(letter.target(), any -> new TreeMap<>())
                .merge(letter.resultCode(), 1L, Long::sum));
    return counts;
  }

  /**
   * Every delivery of a submission with its story, as a receipt tells it; fields that nobody may
   * see are masked.
   *
   * @return by the names of their targets; none where there is no such submission
   */
  public List<ObjectNode> show(String id) {
    Story story = new Story(hidden);
    return deliveries(id).stream().map(story::of).toList();
  }

  /** The targets for which a submission is a dead letter. */
  public List<String> targets(String id) {
    return deliveries(id).stream()
        .filter(each -> each.state() == State.DEAD_LETTERED)
        .map(Delivery::target)
        .toList();
  }

  /**
   * Delivers a dead letter again, its history kept and its retries whole. Its receipt is taken away
   * after the ledger has it; what a crash leaves in between, the delivery's next end replaces.
   *
   * @param id the submission's id
   * @param target the partner's name
   */
  public Replayed replay(String id, String target) {
    Optional<Delivery> letter = ledger.delivery(id, target);
    if (letter.isEmpty()) {
      return Replayed.UNKNOWN;
    }
    if (!targets.takes(target)) {
      return Replayed.TARGET_OFF;
    }
    if (letter.get().state() != State.DEAD_LETTERED || !takenBack(id, target)) {
      return Replayed.NOT_DEAD_LETTERED;
    }
    retract(letter.get());
    return Replayed.PENDING;
  }

  /**
   * Drops a dead letter that needs nobody any more. It stays in the ledger and in its folder as a
   * dead letter with the code {@value Drop#CODE}, the reason, and its whole story.
   *
   * @param reason why, in the operator's words
   * @return whether there was such a dead letter
   * @throws IllegalArgumentException where there is no reason
   */
  public boolean drop(String id, String target, String reason) {
    if (reason == null || reason.isBlank()) {
      throw new IllegalArgumentException("a dead letter is dropped for a reason");
    }
    Optional<Delivery> letter =
        ledger.delivery(id, target).filter(each -> each.state() == State.DEAD_LETTERED);
    if (letter.isPresent()) {
      // First: a crash in between leaves a dead letter that holds nobody up, to be dropped again.
      joined(ledger.release(id, target, clock.instant()));
    }
    boolean dropped =
        letter.isPresent() && ledger.drop(drop(letter.get(), reason), clock.instant());
    if (dropped) {
      ledger.delivery(id, target).filter(each -> each.state().ended()).ifPresent(filer::file);
    }
    return dropped;
  }

  /** Goes through dead letters until it was given so many. */
  void scan(
      DeadLetterFilter filter,
      Order order,
      Place after,
      String text,
      int most,
      Consumer<DeadLetter> taker) {
    Predicate<DeadLetter> match = text == null ? any -> true : new TextMatch(text, hidden);
    Place place = after;
    int found = 0;
    List<DeadLetter> page;
    do {
      page = ledger.deadLetters(filter, order, place, text == null ? Math.min(PAGE, most) : PAGE);
      for (DeadLetter letter : page) {
        if (found < most && match.test(letter)) {
          taker.accept(letter);
          found++;
        }
        place = letter.place();
      }
    } while (found < most && !page.isEmpty());
  }

  private boolean takenBack(String id, String target) {
    Replay wish = new Replay(id, target, null, null, null, null);
    return joined(ledger.replay(wish, clock.instant()))
        .filter(was -> was == State.DEAD_LETTERED)
        .isPresent();
  }

  private static <T> T joined(CompletableFuture<T> change) {
    try {
      return change.join();
    } catch (CompletionException e) {
      throw e.getCause() instanceof LedgerException away ? away : e;
    }
  }

  private void retract(Delivery letter) {
    try {
      receipts.retract(letter.submissionId(), letter.target(), letter.completedAt().toString());
    } catch (IOException e) {
      LOG.warn(
          "the dead letter of {} is still in its folder: {}", letter.submissionId(), e.toString());
    }
  }

  private static Drop drop(Delivery letter, String reason) {
    String before = letter.resultCode() + (letter.message() == null ? "" : ": " + letter.message());
    return new Drop(
        letter.submissionId(),
        letter.target(),
        letter.completedAt(),
        reason.strip() + " (was " + before + ")");
  }

  private List<Delivery> deliveries(String id) {
    return ledger.find(id).stream()
        .flatMap(found -> found.deliveries().keySet().stream())
        .flatMap(target -> ledger.delivery(id, target).stream())
        .toList();
  }
}
