package io.formrelay.notice;

import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.apache.camel.component.http.HttpClientConfigurer;
import org.apache.hc.client5.http.classic.ExecChain;
import org.apache.hc.client5.http.config.ConnectionConfig;
import org.apache.hc.client5.http.config.RequestConfig;
import org.apache.hc.client5.http.impl.ChainElement;
import org.apache.hc.client5.http.impl.classic.HttpClientBuilder;
import org.apache.hc.client5.http.impl.io.PoolingHttpClientConnectionManagerBuilder;
import org.apache.hc.core5.http.ClassicHttpRequest;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.HttpException;
import org.apache.hc.core5.util.Timeout;

/**
 * How camel-http calls the webhook: no redirects, no retries, no cookies, no more than ten seconds.
 * Path, query and key of the address are secrets: they are put into the request here, so that no
 * route, endpoint, MBean or log line has them.
 */
public final class WebhookClient implements HttpClientConfigurer, AutoCloseable {

  private static final Timeout CONNECT = Timeout.ofSeconds(5);
  private static final Duration LONGEST = Duration.ofSeconds(10);

  private final NoticeSettings.Webhook webhook;
  private final ScheduledExecutorService deadlines =
      Executors.newSingleThreadScheduledExecutor(
          task -> {
            Thread thread = new Thread(task, "notice-deadlines");
            thread.setDaemon(true);
            return thread;
          });

  /** Calls this webhook. */
  public WebhookClient(NoticeSettings.Webhook webhook) {
    this.webhook = webhook;
  }

  @Override
  public void configureHttpClient(HttpClientBuilder client) {
    Timeout longest = Timeout.of(LONGEST);
    client
        .setConnectionManager(
            PoolingHttpClientConnectionManagerBuilder.create()
                .setDefaultConnectionConfig(
                    ConnectionConfig.custom()
                        .setConnectTimeout(CONNECT)
                        .setSocketTimeout(longest)
                        .build())
                .build())
        .setDefaultRequestConfig(
            RequestConfig.custom()
                .setConnectionRequestTimeout(longest)
                .setResponseTimeout(longest)
                .setRedirectsEnabled(false)
                .build())
        .setConnectionReuseStrategy((request, response, context) -> false)
        .setUserAgent("FormRelay")
        .disableAutomaticRetries()
        .disableRedirectHandling()
        .disableCookieManagement()
        .disableAuthCaching()
        .addExecInterceptorBefore(ChainElement.MAIN_TRANSPORT.name(), "notice", this::send);
  }

  private ClassicHttpResponse send(
      ClassicHttpRequest request, ExecChain.Scope scope, ExecChain chain)
      throws IOException, HttpException {
    request.setPath(webhook.path());
    if (!webhook.key().isBlank()) {
      request.setHeader("Authorization", "Bearer " + webhook.key());
    }
    // Once the answer has come this does nothing.
    deadlines.schedule(
        scope.execRuntime::discardEndpoint, LONGEST.toMillis(), TimeUnit.MILLISECONDS);
    return chain.proceed(request, scope);
  }

  @Override
  public void close() {
    deadlines.shutdownNow();
  }
}
