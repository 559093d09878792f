package io.formrelay.door;

import io.netty.channel.ChannelPipeline;
import io.netty.handler.codec.http.HttpMessage;
import io.vertx.core.http.HttpConnection;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.impl.VertxHttpRequestDecoder;
import io.vertx.core.net.impl.ConnectionBase;

/**
 * Reads requests as Vert.x does, but counts one as broken that tells its length in two ways, by
 * Content-Length and by chunks: a proxy before the relay may go by the other one, and what one
 * caller sends would then be read as the next one's call (RFC 9112, 6.1).
 */
final class OneLengthDecoder extends VertxHttpRequestDecoder {

  private OneLengthDecoder(HttpServerOptions options) {
    super(options);
  }

  /** Has a new connection read by this decoder. */
  static void replaceIn(HttpConnection connection, HttpServerOptions options) {
    ChannelPipeline pipeline = ((ConnectionBase) connection).channel().pipeline();
    String name = pipeline.context(VertxHttpRequestDecoder.class).name();
    pipeline.replace(VertxHttpRequestDecoder.class, name, new OneLengthDecoder(options));
  }

  @Override
  protected void handleTransferEncodingChunkedWithContentLength(HttpMessage message) {
    throw new IllegalArgumentException("both Content-Length and Transfer-Encoding: chunked");
  }
}
