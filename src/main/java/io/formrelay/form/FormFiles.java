package io.formrelay.form;

import io.formrelay.door.HttpRequests;
import io.formrelay.door.Problem;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;

/** Answers with one of the files that the pages load: these and no others, each read once. */
public final class FormFiles implements Processor {

  private static final Map<String, String> TYPES =
      Map.of(
          "style.css", "text/css; charset=utf-8",
          "theme.css", "text/css; charset=utf-8",
          "form.js", "text/javascript; charset=utf-8",
          "embed.js", "text/javascript; charset=utf-8",
          "logo.svg", "image/svg+xml");

  private final FormSettings settings;
  private final HtmlAnswer answer;
  private final Map<String, byte[]> read = new ConcurrentHashMap<>();

  /** Serves the files of these settings. */
  public FormFiles(FormSettings settings) {
    this.settings = settings;
    this.answer = new HtmlAnswer(settings);
  }

  @Override
  public void process(Exchange exchange) {
    String name = HttpRequests.lastSegment(exchange);
    String type = TYPES.get(name);
    if (type == null) {
      throw Problem.nothingHere();
    }
    answer.give(exchange, 200, type, read.computeIfAbsent(name, this::content));
    HttpRequests.of(exchange).response().putHeader("Cache-Control", "max-age=300");
  }

  private byte[] content(String name) {
    if (name.equals("theme.css")) {
      return new Theme(settings.color()).css().getBytes(StandardCharsets.UTF_8);
    }
    boolean logo = name.equals("logo.svg") && settings.logo() != null;
    Path file = logo ? settings.logo() : settings.folder().resolve(name);
    try {
      return Files.readAllBytes(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
