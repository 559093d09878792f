package io.formrelay.door;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.function.Consumer;

/** One thread that does together all that has queued up, so that many share one sync. */
final class Grouped<T> implements AutoCloseable {

  private static final int MOST = 64;

  private final BlockingQueue<T> queue = new LinkedBlockingQueue<>();
  private final Consumer<List<T>> work;
  private final Thread thread;

  /**
   * Starts.
   *
   * @param name the thread's name
   * @param work is handed groups of at least one, in the order they were added; must not throw
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
        work.accept(group);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** Stops; what is still queued is dropped. */
  @Override
  public void close() {
    thread.interrupt();
  }
}
