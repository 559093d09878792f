package io.formrelay.delivery;

import java.util.Set;
import org.apache.camel.AsyncCallback;
import org.apache.camel.CamelContext;
import org.apache.camel.Exchange;
import org.apache.camel.NamedNode;
import org.apache.camel.Processor;
import org.apache.camel.spi.InterceptStrategy;
import org.apache.camel.support.processor.DelegateAsyncProcessor;

/**
 * Makes an {@link Error} that a step throws the exception of its exchange.
 *
 * <p>Camel itself catches exceptions alone. At an error of the stack or of the memory it says that
 * the step has ended well, and throws the error on: the next steps of the exchange wait on its
 * thread then, to be taken by whichever exchange comes there next.
 */
public final class CaughtErrors implements InterceptStrategy {

  /** The steps that do something themselves; all others only lead to these. */
  private static final Set<String> STEPS = Set.of("process", "unmarshal", "to");

  @Override
  public Processor wrapProcessorInInterceptors(
      CamelContext context, NamedNode node, Processor step, Processor next) {
    return STEPS.contains(node.getShortName()) ? new Catching(step) : step;
  }

  private static final class Catching extends DelegateAsyncProcessor {

    Catching(Processor step) {
      super(step);
    }

    @Override
    public boolean process(Exchange exchange, AsyncCallback callback) {
      End end = new End(callback);
      boolean doneSync = true;
      try {
        doneSync = super.process(exchange, end);
      } catch (Error e) {
        exchange.setException(e);
        end.done(true);
      }
      end.pass();
      return doneSync;
    }
  }

  /** Keeps the end of a step back until it is known whether the step has thrown something. */
  private static final class End implements AsyncCallback {

    private final AsyncCallback callback;
    private boolean known;
    private boolean ended;
    private boolean sync;

    End(AsyncCallback callback) {
      this.callback = callback;
    }

    @Override
    public void done(boolean doneSync) {
      synchronized (this) {
        if (!known) {
          ended = true;
          sync = doneSync;
          return;
        }
      }
      callback.done(doneSync);
    }

    void pass() {
      synchronized (this) {
        known = true;
        if (!ended) {
          return;
        }
      }
      callback.done(sync);
    }
  }
}
