package io.formrelay.running;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SpecVersion.VersionFlag;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** What {@code config/operations.yaml} says of an answer. */
final class OperationsApi {

  private static final YAMLMapper YAML = new YAMLMapper();

  private final JsonNode api;

  OperationsApi() {
    try {
      api = YAML.readTree(Path.of("config/operations.yaml").toFile());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Compares an answer with what is said of its path, where anything is. */
  void assertDescribed(String method, String called, HttpResponse<String> answer) throws Exception {
    JsonNode responses = responses(method, called.replaceFirst("\\?.*", ""));
    // The guard of the port speaks plain text, to those who do not come from here.
    if (responses.isMissingNode() || !type(answer).endsWith("json")) {
      return;
    }
    String what = method + " " + called + ": " + answer.statusCode() + " " + answer.body();
    JsonNode named = responses.path(Integer.toString(answer.statusCode()));
    JsonNode described = resolved(named.isMissingNode() ? responses.path("default") : named);
    JsonNode content = described.path("content").path(type(answer));
    assertFalse(content.isMissingNode(), () -> "not described: " + what);
    assertEquals(Set.of(), schema(content.path("schema"), RunningRelay.json(answer.body())), what);
  }

  private static String type(HttpResponse<String> answer) {
    return answer.headers().firstValue("Content-Type").orElse("").replaceFirst(";.*", "");
  }

  private JsonNode responses(String method, String called) {
    Optional<Map.Entry<String, JsonNode>> exact =
        api.path("paths").properties().stream()
            .filter(each -> each.getKey().equals(called))
            .findFirst();
    return exact
        .or(
            () ->
                api.path("paths").properties().stream()
                    .filter(each -> called.matches(each.getKey().replaceAll("\\{\\w+}", "[^/]+")))
                    .findFirst())
        .map(Map.Entry::getValue)
        .map(path -> path.path(method.toLowerCase(Locale.ROOT)).path("responses"))
        .orElse(api.path("nothing"));
  }

  /** Follows a reference within the file. */
  private JsonNode resolved(JsonNode node) {
    return node.has("$ref") ? api.at(node.path("$ref").asText().substring(1)) : node;
  }

  private Set<?> schema(JsonNode schema, JsonNode value) throws IOException {
    String whole = api.toString();
    JsonSchemaFactory factory =
        JsonSchemaFactory.getInstance(
            VersionFlag.V202012,
            builder -> builder.schemaLoaders(loaders -> loaders.schemas(Map.of("urn:api", whole))));
    String text = schema.toString().replace("\"#/", "\"urn:api#/");
    return factory.getSchema(SchemaLocation.of("urn:one"), YAML.readTree(text)).validate(value);
  }
}
