package io.formrelay.ops;

import io.formrelay.watching.ManagementPage;
import io.vertx.core.buffer.Buffer;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Map;

/**
 * The operators' page: {@code /ops} and the files it is made of. None of them holds any data: the
 * page asks {@code /operations} for it, in the name of whoever looks at it.
 */
public final class OperatorsPage implements ManagementPage {

  private static final Map<String, String> TYPES =
      Map.of(
          "html", "text/html", "css", "text/css", "js", "text/javascript", "svg", "image/svg+xml");

  private static final String POLICY =
      "default-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

  @Override
  public void mount(Router router) {
    router.get("/ops").blockingHandler(call -> answer(call, "index.html"), false);
    for (String file : new String[] {"ops.css", "ops.js", "picture.js", "texts.js", "icon.svg"}) {
      router.get("/ops/" + file).blockingHandler(call -> answer(call, file), false);
    }
  }

  private static void answer(RoutingContext call, String file) {
    String type = TYPES.get(file.substring(file.lastIndexOf('.') + 1));
    call.response()
        .putHeader("Content-Type", type + "; charset=utf-8")
        .putHeader("Content-Security-Policy", POLICY)
        .putHeader("X-Content-Type-Options", "nosniff")
        .putHeader("Referrer-Policy", "same-origin")
        .putHeader("Cache-Control", "no-store")
        .end(Buffer.buffer(read(file)));
  }

  private static byte[] read(String file) {
    try (InputStream content = OperatorsPage.class.getResourceAsStream(file)) {
      return content.readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException("the page's " + file + " could not be read", e);
    }
  }
}
