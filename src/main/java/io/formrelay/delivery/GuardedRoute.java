package io.formrelay.delivery;

import java.util.concurrent.atomic.AtomicBoolean;
import org.apache.camel.AsyncCallback;
import org.apache.camel.AsyncProcessor;
import org.apache.camel.Exchange;
import org.apache.camel.Route;
import org.apache.camel.spi.InflightRepository;
import org.apache.camel.spi.UnitOfWork;
import org.apache.camel.support.UnitOfWorkHelper;

/**
 * A route that is left in order whatever its steps throw.
 *
 * <p>Camel catches exceptions; an {@link Error}, be it of the stack or of the memory, goes straight
 * through it: the callback is never called, and the exchange counts as under way until a stop has
 * waited for it in vain. Here such an error is the exchange's exception like any other.
 */
public final class GuardedRoute {

  private final AsyncProcessor route;

  /** Guards a route. */
  public GuardedRoute(AsyncProcessor route) {
    this.route = route;
  }

  /**
   * Sends an exchange through the route.
   *
   * @param ended is called once, whatever happens
   */
  public void process(Exchange exchange, AsyncCallback ended) {
    AtomicBoolean told = new AtomicBoolean();
    AsyncCallback once =
        doneSync -> {
          if (told.compareAndSet(false, true)) {
            ended.done(doneSync);
          }
        };
    try {
      route.process(exchange, once);
    } catch (RuntimeException | Error e) {
      exchange.setException(e);
      leave(exchange);
      once.done(true);
    }
  }

  private static void leave(Exchange exchange) {
    UnitOfWork work = exchange.getUnitOfWork();
    if (work == null) {
      return;
    }
    InflightRepository underWay = exchange.getContext().getInflightRepository();
    for (Route in = work.popRoute(); in != null; in = work.popRoute()) {
      underWay.remove(exchange, in.getRouteId());
    }
    UnitOfWorkHelper.doneUow(work, exchange);
  }
}
