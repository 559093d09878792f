package io.formrelay.delivery;

import java.util.concurrent.Future;
import org.apache.camel.Exchange;
import org.apache.camel.support.SynchronizationAdapter;

/** Lets go of an attempt's deadline once its exchange is done. */
final class CancelDeadline extends SynchronizationAdapter {

  private final Future<?> deadline;

  CancelDeadline(Future<?> deadline) {
    this.deadline = deadline;
  }

  @Override
  public void onDone(Exchange exchange) {
    deadline.cancel(false);
  }
}
