package io.formrelay.door;

import io.vertx.core.http.HttpConnection;
import java.time.Duration;
import java.util.Comparator;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.LongSupplier;

/**
 * The open connections of the HTTP door: so many at most, and each must bring the whole head of a
 * call within a time, counted from when it was opened or from the last answer, however many bytes
 * it sends meanwhile.
 *
 * <p>When one more comes than may be open, the one that has been waited for longest makes room; one
 * on which a call is under way never does.
 */
public final class Connections {

  private final int most;
  private final long patience;
  private final LongSupplier nanos;
  private final Map<HttpConnection, Line> open = new ConcurrentHashMap<>();

  private static final class Line {
    private volatile boolean atWork;
    private volatile long headBy;
  }

  /**
   * Sets the limits.
   *
   * @param most how many may be open
   * @param patience how long the head of a call may take
   * @param nanos a clock that only runs on, as {@link System#nanoTime}
   */
  public Connections(int most, Duration patience, LongSupplier nanos) {
    this.most = most;
    this.patience = patience.toNanos();
    this.nanos = nanos;
  }

  /** A connection was opened. */
  void add(HttpConnection connection) {
    if (open.size() >= most && !makeRoom()) {
      connection.close();
      return;
    }
    Line line = new Line();
    line.headBy = nanos.getAsLong() + patience;
    open.put(connection, line);
    connection.closeHandler(closed -> open.remove(connection));
  }

  /** A call's head has come in whole. */
  void begin(HttpConnection connection) {
    Line line = open.get(connection);
    if (line != null) {
      line.atWork = true;
    }
  }

  /** A call was answered. */
  void end(HttpConnection connection) {
    Line line = open.get(connection);
    if (line != null) {
      line.headBy = nanos.getAsLong() + patience;
      line.atWork = false;
    }
  }

  /** Closes those that have been waited for too long. */
  void closeLate() {
    long now = nanos.getAsLong();
    open.forEach(
        (connection, line) -> {
          if (!line.atWork && line.headBy - now < 0) {
            connection.close();
          }
        });
  }

  private boolean makeRoom() {
    return open.entrySet().stream()
        .filter(each -> !each.getValue().atWork)
        .min(Comparator.comparingLong(each -> each.getValue().headBy))
        .map(
            longest -> {
              open.remove(longest.getKey());
              longest.getKey().close();
              return true;
            })
        .orElse(false);
  }
}
