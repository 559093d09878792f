package io.formrelay.delivery;

import io.formrelay.failpoint.FailPoint;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import org.apache.camel.Exchange;
import org.apache.camel.component.http.HttpActivityListener;
import org.apache.camel.component.http.HttpClientConfigurer;
import org.apache.hc.client5.http.classic.ExecChain;
import org.apache.hc.client5.http.config.ConnectionConfig;
import org.apache.hc.client5.http.config.RequestConfig;
import org.apache.hc.client5.http.impl.ChainElement;
import org.apache.hc.client5.http.impl.classic.HttpClientBuilder;
import org.apache.hc.client5.http.impl.io.PoolingHttpClientConnectionManagerBuilder;
import org.apache.hc.core5.http.ClassicHttpRequest;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.HttpEntity;
import org.apache.hc.core5.http.HttpException;
import org.apache.hc.core5.http.HttpHost;
import org.apache.hc.core5.http.HttpRequest;
import org.apache.hc.core5.http.HttpResponse;
import org.apache.hc.core5.util.TimeValue;
import org.apache.hc.core5.util.Timeout;

/**
 * How camel-http calls one partner: as many pooled connections as deliveries at once, one bound on
 * the whole attempt, and never a second request that the ledger does not know of: no automatic
 * retries, no redirects, no cookies.
 *
 * <p>It marks the exchange the moment the request may have reached the partner. camel-http hands it
 * the exchange only where an activity listener is set, so it is one as well.
 */
public final class PartnerClient
    implements HttpClientConfigurer, HttpActivityListener, AutoCloseable {

  /** Set on an exchange whose attempt was cut off because it took too long. */
  static final String CUT_OFF = "cutOff";

  private static final Duration LONGEST_CONNECT = Duration.ofSeconds(10);

  /**
   * Servers close idle connections, commonly after five seconds; a request sent at that very moment
   * has no known outcome. A connection idle for longer than this is not used again.
   */
  private static final TimeValue LONGEST_IDLE = TimeValue.ofSeconds(2);

  private final TargetSettings settings;
  private final ScheduledThreadPoolExecutor deadlines;

  /** Calls the partner of these settings. */
  public PartnerClient(TargetSettings settings) {
    this.settings = settings;
    ThreadFactory daemon =
        task -> {
          Thread thread = Executors.defaultThreadFactory().newThread(task);
          thread.setName(settings.name() + "-deadlines");
          thread.setDaemon(true);
          return thread;
        };
    deadlines = new ScheduledThreadPoolExecutor(1, daemon);
    deadlines.setRemoveOnCancelPolicy(true);
  }

  @Override
  public void configureHttpClient(HttpClientBuilder client) {
    Timeout timeout = Timeout.of(settings.timeout());
    Timeout connect =
        Timeout.of(
            settings.timeout().compareTo(LONGEST_CONNECT) < 0
                ? settings.timeout()
                : LONGEST_CONNECT);
    ConnectionConfig connections =
        ConnectionConfig.custom()
            .setConnectTimeout(connect)
            .setSocketTimeout(timeout)
            .setValidateAfterInactivity(TimeValue.ZERO_MILLISECONDS)
            .build();
    client
        .setConnectionManager(
            PoolingHttpClientConnectionManagerBuilder.create()
                .setMaxConnTotal(settings.concurrency())
                .setMaxConnPerRoute(settings.concurrency())
                .setDefaultConnectionConfig(connections)
                .build())
        .evictIdleConnections(LONGEST_IDLE)
        .setDefaultRequestConfig(
            RequestConfig.custom()
                .setConnectionRequestTimeout(timeout)
                .setResponseTimeout(timeout)
                .setRedirectsEnabled(false)
                .build())
        .setUserAgent("FormRelay")
        .disableAutomaticRetries()
        .disableRedirectHandling()
        .disableCookieManagement()
        .disableAuthCaching()
        .addExecInterceptorBefore(ChainElement.MAIN_TRANSPORT.name(), "attempt", this::send);
  }

  private ClassicHttpResponse send(
      ClassicHttpRequest request, ExecChain.Scope scope, ExecChain chain)
      throws IOException, HttpException {
    Exchange exchange = (Exchange) scope.clientContext.getAttribute("org.apache.camel.Exchange");
    FailPoint.REQUEST_LEAVING.reached();
    exchange.setProperty(AttemptExchange.REQUEST_LEFT, Boolean.TRUE);
    ScheduledFuture<?> deadline =
        deadlines.schedule(
            () -> {
              exchange.setProperty(CUT_OFF, Boolean.TRUE);
              scope.execRuntime.discardEndpoint();
            },
            settings.timeout().toMillis(),
            TimeUnit.MILLISECONDS);
    exchange.getExchangeExtension().addOnCompletion(new CancelDeadline(deadline));
    return chain.proceed(request, scope);
  }

  @Override
  public void onRequestSubmitted(
      Object source, Exchange exchange, HttpHost host, HttpRequest request, HttpEntity entity) {
    // the exec interceptor has seen it already
  }

  @Override
  public void onResponseReceived(
      Object source,
      Exchange exchange,
      HttpHost host,
      HttpResponse response,
      HttpEntity entity,
      long elapsed) {
    // the route reads the answer
  }

  @Override
  public void close() {
    deadlines.shutdownNow();
  }
}
