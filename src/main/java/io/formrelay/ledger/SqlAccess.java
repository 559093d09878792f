package io.formrelay.ledger;

import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.Query;
import org.jdbi.v3.core.statement.Update;

/** How a database is read and written past the queues: what fails is a {@link LedgerException}. */
final class SqlAccess {

  private final Database database;

  SqlAccess(Database database) {
    this.database = database;
  }

  <T> T read(Function<Handle, T> work) {
    try {
      return database.read(work);
    } catch (RuntimeException e) {
      throw Failures.ledger("the ledger could not be read", e);
    }
  }

  <T> T write(Function<Handle, T> work) {
    try {
      return database.write(work);
    } catch (RuntimeException e) {
      throw Failures.ledger("the ledger could not be written", e);
    }
  }

  /** Asks one question, which is answered within the function. */
  <T> T ask(String statement, Function<Query, T> asked) {
    return read(handle -> asked.apply(handle.createQuery(database.sql().get(statement))));
  }

  /**
   * Counts by target and one more column; {@code total} is the count.
   *
   * @param bound binds what the statement needs
   */
  Map<String, Map<String, Long>> count(
      String statement, String column, UnaryOperator<Query> bound) {
    Map<String, Map<String, Long>> counts = new TreeMap<>();
    ask(
        statement,
        query ->
            bound
                .apply(query)
                .map(
                    (row, context) ->
                        counts
                            .computeIfAbsent(row.getString("target"), any -> new TreeMap<>())
                            .put(row.getString(column), row.getLong("total")))
                .list());
    return counts;
  }

  /**
   * Changes rows by one statement.
   *
   * @param bound binds what the statement needs
   * @return how many rows
   */
  int change(String statement, UnaryOperator<Update> bound) {
    return write(
        handle -> bound.apply(handle.createUpdate(database.sql().get(statement))).execute());
  }
}
