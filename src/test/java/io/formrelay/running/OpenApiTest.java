package io.formrelay.running;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.TextNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SpecVersion.VersionFlag;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** Holds config/openapi.yaml against the door that it describes. */
class OpenApiTest {

  private static final Path FILE = Path.of("config/openapi.yaml");
  private static final String[] KEY = {"X-API-Key", "Door-Key-1"};

  @TempDir static Path data;

  @RegisterExtension
  static final OpenDoor DOOR =
      new OpenDoor(
          () -> data.resolve("one"),
          Map.of("relay.api-key", KEY[1], "camel.server.host", "127.0.0.1"));

  private static JsonNode api;

  @BeforeAll
  static void read() throws Exception {
    api = new YAMLMapper().readTree(FILE.toFile());
  }

  @Test
  void everyAnswerItListsIsGivenAndNoneOfTheDoorsAnswersIsMissing() throws Exception {
    Set<String> given = new TreeSet<>();
    for (EveryAnswer.Answer each : new EveryAnswer(DOOR, KEY, data).all()) {
      given.add(each.path() + " " + each.method() + " " + each.http().statusCode());
      assertDescribed(each);
    }
    assertEquals(listed(), given);
  }

  @Test
  void itIsServedByteForByteAndSoIsTheSchemaItRefersTo() throws Exception {
    for (String name : List.of("openapi.yaml", "submission.schema.json")) {
      HttpResponse<byte[]> served =
          DOOR.relay()
              .sendForBytes(HttpRequest.newBuilder(DOOR.relay().uri("/" + name)).headers(KEY));
      assertArrayEquals(Files.readAllBytes(Path.of("config", name)), served.body());
    }
    String reference =
        api.at("/paths/~1submissions/post/requestBody/content")
            .path("application/json")
            .at("/schema/$ref")
            .asText();
    URI resolved = DOOR.relay().uri("/openapi.yaml").resolve(reference);
    assertEquals(DOOR.relay().uri("/submission.schema.json"), resolved);
    assertEquals(200, DOOR.call("GET", resolved.getPath(), KEY).statusCode());
  }

  @Test
  void everyExampleIsAccepted() throws Exception {
    JsonNode examples =
        api.at("/paths/~1submissions/post/requestBody/content")
            .path("application/json")
            .path("examples");
    assertTrue(examples.size() >= 2);
    for (JsonNode each : examples) {
      HttpResponse<String> answer = DOOR.submit(Door.JSON, each.path("value").toString(), KEY);
      assertEquals(202, answer.statusCode(), answer.body());
    }
  }

  private static Set<String> listed() {
    Set<String> listed = new TreeSet<>();
    for (Map.Entry<String, JsonNode> path : api.path("paths").properties()) {
      for (Map.Entry<String, JsonNode> method : path.getValue().properties()) {
        for (Map.Entry<String, JsonNode> status :
            method.getValue().path("responses").properties()) {
          // SlowCallersTest sees to it: this client does not listen while it sends.
          if (!status.getKey().equals("408")) {
            listed.add(path.getKey() + " " + method.getKey() + " " + status.getKey());
          }
        }
      }
    }
    return listed;
  }

  private static void assertDescribed(EveryAnswer.Answer answer) throws Exception {
    HttpResponse<String> http = answer.http();
    String what = answer + " " + http.body();
    JsonNode described =
        resolved(
            api.path("paths")
                .path(answer.path())
                .path(answer.method())
                .path("responses")
                .path(Integer.toString(http.statusCode())));
    assertFalse(described.isMissingNode(), () -> what + " is not described");
    JsonNode content = described.path("content").path(Door.header(http, "Content-Type"));
    assertFalse(content.isMissingNode(), () -> what + " is of another type than described");
    described
        .path("headers")
        .fieldNames()
        .forEachRemaining(
            name ->
                assertTrue(
                    name.equals("Preference-Applied") || Door.header(http, name) != null,
                    () -> name + " is missing in " + what));
    JsonNode body =
        Door.header(http, "Content-Type").endsWith("json")
            ? RunningRelay.json(http.body())
            : TextNode.valueOf(http.body());
    assertEquals(Set.of(), schema(content.path("schema")).validate(body), what);
    if (http.statusCode() >= 400) {
      Door.assertProblem(http.statusCode(), http);
    }
  }

  /** Follows a reference within the file. */
  private static JsonNode resolved(JsonNode node) {
    return node.has("$ref") ? api.at(node.path("$ref").asText().substring(1)) : node;
  }

  private static JsonSchema schema(JsonNode schema) throws IOException {
    String whole = api.toString();
    JsonSchemaFactory factory =
        JsonSchemaFactory.getInstance(
            VersionFlag.V202012,
            builder -> builder.schemaLoaders(loaders -> loaders.schemas(Map.of("urn:api", whole))));
    String text = schema.toString().replace("\"#/", "\"urn:api#/");
    return factory.getSchema(SchemaLocation.of("urn:one"), new YAMLMapper().readTree(text));
  }
}
