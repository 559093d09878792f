package io.formrelay.ledger;

import io.formrelay.sealing.SealedFields;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.PreparedBatch;

/**
 * What a ledger keeps of submissions beyond their deliveries, for those who purge and erase. Beside
 * a relay that runs, in this process or in another. Every method throws {@link LedgerException}
 * where the ledger is away.
 */
public final class LedgerRecords {

  private final Database database;
  private final SqlAccess access;

  LedgerRecords(Database database, SqlAccess access) {
    this.database = database;
    this.access = access;
  }

  /**
   * Where a look at what has expired stopped.
   *
   * @param completedAt the end of the last delivery seen, in milliseconds since 1970
   * @param place that delivery's place
   */
  public record Bookmark(long completedAt, long place) {

    /** Before everything. */
    public static final Bookmark START = new Bookmark(-1, -1);
  }

  /**
   * A part of what has expired.
   *
   * @param ended the deliveries of submissions all of whose deliveries have expired and are filed
   * @param next where to go on; empty where there is no more
   */
  public record Page(List<Ended> ended, Optional<Bookmark> next) {}

  /**
   * What a submission says, to one target.
   *
   * @param submissionId the submission's id
   * @param target the partner's name
   * @param body the fields as JSON text
   * @param corrected the fields as they were corrected for this target; null where they were not
   */
  public record Body(String submissionId, String target, String body, String corrected) {}

  /** What expired, by a delivery that ended in this state; the longest ended first. */
  public Page expired(State state, Expiry expiry, Bookmark after, int most) {
    return access.read(
        handle -> {
          Set<String> ids = new LinkedHashSet<>();
          List<Bookmark> seen = new ArrayList<>();
          handle
              .createQuery(sql("find-expired"))
              .bind("state", state.text())
              .bind("before", expiry.of(state).toEpochMilli())
              .bind("afterAt", after.completedAt())
              .bind("afterPlace", after.place())
              .bind("most", most)
              .map(
                  (row, context) ->
                      seen.add(new Bookmark(row.getLong("completed_at"), row.getLong("place")))
                          && ids.add(row.getString("submission_id")))
              .list();
          List<Ended> ended = new ArrayList<>();
          for (String id : ids) {
            List<EndedRow> rows = rows(handle, "find-ends", id);
            if (rows.stream().allMatch(row -> row.expired(expiry))) {
              rows.forEach(row -> ended.add(row.delivery()));
            }
          }
          return new Page(
              ended,
              seen.size() < most ? Optional.empty() : Optional.of(seen.get(seen.size() - 1)));
        });
  }

  /**
   * Deletes submissions, each only where all its deliveries are still expired.
   *
   * @return how many were deleted
   */
  public int purge(Set<String> ids, Expiry expiry) {
    return access.write(
        handle -> {
          List<String> expired = new ArrayList<>();
          for (String id : ids) {
            List<EndedRow> rows = rows(handle, "hold-deliveries", id);
            if (!rows.isEmpty() && rows.stream().allMatch(row -> row.expired(expiry))) {
              expired.add(id);
            }
          }
          delete(handle, expired);
          return expired.size();
        });
  }

  /** The next submissions behind one of them, by id and target; empty strings for the first. */
  public List<Body> bodies(String afterId, String afterTarget, int most) {
    return access.ask(
        "find-bodies",
        query ->
            query
                .bind("afterId", afterId)
                .bind("afterTarget", afterTarget)
                .bind("most", most)
                .map(
                    (row, context) ->
                        new Body(
                            row.getString("submission_id"),
                            row.getString("target"),
                            row.getString("body"),
                            row.getString("corrected")))
                .list());
  }

  /** Whether any submission holds a field that is sealed. Reads all of them to say no. */
  public boolean holdSealed() {
    return access.ask(
        "find-sealed",
        query ->
            query
                .bind("mark", SealedFields.MARK_IN_TEXT)
                .mapTo(String.class)
                .findOne()
                .isPresent());
  }

  /** The deliveries of a submission as they stand now; none where it is unknown. */
  public List<Ended> deliveries(String id) {
    return access.read(
        handle -> rows(handle, "find-ends", id).stream().map(EndedRow::delivery).toList());
  }

  /**
   * Deletes a submission, whatever its deliveries wait for, unless one is being sent at this
   * moment. What waited behind them becomes due.
   *
   * @param now the time
   * @return its deliveries as they stood, all of them deleted; or unchanged, where one is {@code
   *     sending}
   */
  public List<Ended> erase(String id, Instant now) {
    return access.write(
        handle -> {
          List<String> targets =
              rows(handle, "find-ends", id).stream().map(row -> row.delivery().target()).toList();
          database.lockOrders(
              handle,
              new OrderKeys(
                  List.of(), targets.stream().map(target -> List.of(id, target)).toList()));
          List<Ended> held =
              rows(handle, "hold-deliveries", id).stream().map(EndedRow::delivery).toList();
          if (held.stream().noneMatch(each -> each.state() == State.SENDING)) {
            letGo(handle, id, held, now);
            delete(handle, List.of(id));
          }
          return held;
        });
  }

  /**
   * Sees to it that what was deleted is not left behind in the database's files.
   *
   * @return false where somebody has been reading the ledger for long; then it is to be asked again
   */
  public boolean forget() {
    try {
      return database.forget();
    } catch (RuntimeException e) {
      throw Failures.ledger("the ledger's files still hold what was deleted", e);
    }
  }

  private void letGo(Handle handle, String id, List<Ended> deliveries, Instant now) {
    handle.createUpdate(sql("end-open")).bind("id", id).bind("now", now.toEpochMilli()).execute();
    for (Ended each : deliveries) {
      handle
          .createUpdate(sql("make-next-due"))
          .bind("target", each.target())
          .bind("ended", LedgerText.json(List.of(id)))
          .bind("due", now.toEpochMilli())
          .execute();
    }
  }

  private void delete(Handle handle, List<String> ids) {
    for (String statement : new String[] {"delete-deliveries", "delete-submission"}) {
      try (PreparedBatch batch = handle.prepareBatch(sql(statement))) {
        ids.forEach(id -> batch.bind("id", id).add());
        batch.execute();
      }
    }
  }

  private List<EndedRow> rows(Handle handle, String statement, String id) {
    return handle
        .createQuery(sql(statement))
        .bind("id", id)
        .map((row, context) -> EndedRow.read(id, row))
        .list();
  }

  private String sql(String statement) {
    return database.sql().get(statement);
  }
}
