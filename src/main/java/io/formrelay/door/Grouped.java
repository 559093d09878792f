package io.formrelay.door;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One thread that does together all that has queued up, so that many share one sync. */
final class Grouped<T> implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(Grouped.class);
  private static final int MOST = 64;

  private final BlockingQueue<T> queue = new LinkedBlockingQueue<>();
  private final Consumer<List<T>> work;
  private final Thread thread;

  /**
   * Starts.
   *
   * @param name the thread's name
   * @param work is handed groups of at least one, in the order they were added
   */
  Grouped(String name, Consumer<List<T>> work) {
    this.work = work;
    this.thread = new Thread(this::run, name);
    thread.setDaemon(true);
    thread.start();
  }

  /** Queues; whoever adds bounds how much is queued. */
  void add(T item) {
    queue.add(item);
  }

  private void run() {
    try {
      while (!Thread.currentThread().isInterrupted()) {
        List<T> group = new ArrayList<>(List.of(queue.take()));
        queue.drainTo(group, MOST - 1);
        hand(group);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void hand(List<T> group) {
    try {
      work.accept(group);
    } catch (RuntimeException | Error e) {
      // A thread that dies of one group would silently end the whole folder door.
      LOG.error("A group of {} could not be dealt with", group.size(), e);
    }
  }

  /** Stops; what is still queued is dropped. */
  @Override
  public void close() {
    thread.interrupt();
  }
}
