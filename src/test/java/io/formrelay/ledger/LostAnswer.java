package io.formrelay.ledger;

import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Function;
import org.jdbi.v3.core.Handle;

/**
 * A database that commits and then, when told to, loses the answer, as a broken connection does.
 */
final class LostAnswer implements Database {

  private final AtomicBoolean next = new AtomicBoolean();
  private final Database database;

  LostAnswer(Database database) {
    this.database = database;
  }

  /** Loses the answer to the next commit. */
  void loseNext() {
    next.set(true);
  }

  @Override
  public <T> T write(Function<Handle, T> work) {
    T result = database.write(work);
    if (next.getAndSet(false)) {
      throw new IllegalStateException("the connection broke");
    }
    return result;
  }

  @Override
  public SqlStatements sql() {
    return database.sql();
  }

  @Override
  public int writers() {
    return database.writers();
  }

  @Override
  public <T> T read(Function<Handle, T> work) {
    return database.read(work);
  }

  @Override
  public void lockOrders(Handle handle, OrderKeys keys) {
    database.lockOrders(handle, keys);
  }

  @Override
  public Fault fault(Throwable failure) {
    return Fault.DATABASE;
  }

  @Override
  public Optional<String> damage() {
    return database.damage();
  }

  @Override
  public void tidy() {
    database.tidy();
  }

  @Override
  public boolean forget() {
    return database.forget();
  }

  @Override
  public void close() {
    database.close();
  }
}
