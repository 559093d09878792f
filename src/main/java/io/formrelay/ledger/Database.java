package io.formrelay.ledger;

import java.util.Optional;
import java.util.function.Function;
import org.jdbi.v3.core.Handle;

/** What differs between the databases a ledger can be kept in. */
interface Database extends AutoCloseable {

  /** The statements in the database's dialect. */
  SqlStatements sql();

  /** How many transactions may write at a time. */
  int writers();

  /** Does a transaction that writes: wholly or, where it throws, not at all. */
  <T> T write(Function<Handle, T> work);

  /** Reads what has been committed. */
  <T> T read(Function<Handle, T> work);

  /**
   * Keeps other transactions off the order keys that a round of changes may touch, until the
   * transaction ends.
   */
  void lockOrders(Handle handle, OrderKeys keys);

  /** Where a failure to write lies. */
  Fault fault(Throwable failure);

  /**
   * Why nothing new must be begun on this database until a person has looked; empty if all is well.
   */
  Optional<String> damage();

  /** Does what is due from time to time after a commit. */
  void tidy();

  /**
   * Sees to it that what was deleted is not left behind, as far as the database can.
   *
   * @return false where that has to wait for those who read at this moment
   */
  boolean forget();

  /** Lets go of all connections. */
  @Override
  void close();
}
