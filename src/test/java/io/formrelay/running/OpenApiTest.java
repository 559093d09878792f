package io.formrelay.running;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.TextNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import com.github.tomakehurst.wiremock.junit5.WireMockExtension;
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
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** Holds config/openapi.yaml against the door that it describes. */
class OpenApiTest {

  private static final Path FILE = Path.of("config/openapi.yaml");
  private static final String[] KEY = {"X-API-Key", "Door-Key-1"};
  private static final String GOOD = "{\"CustomerCode\": \"O-1\"}";

  @RegisterExtension static final WireMockExtension PARTNERS = Door.partners();
  @TempDir static Path data;
  private static RunningRelay relay;
  private static Door door;
  private static JsonNode api;

  @BeforeAll
  static void start() throws Exception {
    api = new YAMLMapper().readTree(FILE.toFile());
    relay =
        RunningRelay.start(
            data.resolve("one"),
            PARTNERS.baseUrl(),
            Map.of("relay.api-key", KEY[1], "camel.server.host", "127.0.0.1"));
    door = new Door(relay);
  }

  @AfterAll
  static void end() {
    relay.close();
  }

  @BeforeEach
  void partnersAnswer() {
    PARTNERS.stubFor(Door.success());
  }

  @Test
  void everyAnswerItListsIsGivenAndNoneOfTheDoorsAnswersIsMissing() throws Exception {
    Set<String> given = new TreeSet<>();
    for (Answer each : answers()) {
      given.add(each.path() + " " + each.method() + " " + each.http().statusCode());
      assertDescribed(each);
    }
    assertEquals(listed(), given);
  }

  @Test
  void itIsServedByteForByteAndSoIsTheSchemaItRefersTo() throws Exception {
    for (String name : List.of("openapi.yaml", "submission.schema.json")) {
      HttpResponse<byte[]> served =
          relay.sendForBytes(HttpRequest.newBuilder(relay.uri("/" + name)).headers(KEY));
      assertArrayEquals(Files.readAllBytes(Path.of("config", name)), served.body());
    }
    String reference =
        api.at("/paths/~1submissions/post/requestBody/content")
            .path("application/json")
            .at("/schema/$ref")
            .asText();
    URI resolved = relay.uri("/openapi.yaml").resolve(reference);
    assertEquals(relay.uri("/submission.schema.json"), resolved);
    assertEquals(200, door.call("GET", resolved.getPath(), KEY).statusCode());
  }

  @Test
  void everyExampleIsAccepted() throws Exception {
    JsonNode examples =
        api.at("/paths/~1submissions/post/requestBody/content")
            .path("application/json")
            .path("examples");
    assertTrue(examples.size() >= 2);
    for (JsonNode each : examples) {
      HttpResponse<String> answer = door.submit(Door.JSON, each.path("value").toString(), KEY);
      assertEquals(202, answer.statusCode(), answer.body());
    }
  }

  private record Answer(String path, String method, HttpResponse<String> http) {}

  /** One call for each answer that the door knows, written out by hand. */
  private static List<Answer> answers() throws Exception {
    List<Answer> answers = new ArrayList<>();
    String submit = "/submissions";
    answers.add(new Answer(submit, "post", submitted(GOOD)));
    answers.add(
        new Answer(
            submit, "post", door.submit(Door.JSON, GOOD, KEY[0], KEY[1], "Prefer", "wait=20")));
    answers.add(new Answer(submit, "post", submitted("{")));
    answers.add(new Answer(submit, "post", door.submit(Door.JSON, GOOD)));
    answers.add(new Answer(submit, "post", door.call("PUT", submit, KEY)));
    submitted("{\"SubmissionId\": \"same\", \"CustomerCode\": \"O-2\"}");
    answers.add(
        new Answer(
            submit, "post", submitted("{\"SubmissionId\": \"same\", \"CustomerCode\": \"O-3\"}")));
    answers.add(new Answer(submit, "post", submitted(" ".repeat(70_000))));
    answers.add(new Answer(submit, "post", door.submit("text/plain", GOOD, KEY)));
    answers.add(new Answer(submit, "post", submitted("{\"CustomerCode\": \"O\", \"Emial\": 1}")));

    String status = "/submissions/{id}";
    String known = Door.id(submitted(GOOD));
    answers.add(new Answer(status, "get", door.call("GET", "/submissions/" + known, KEY)));
    answers.add(new Answer(status, "get", door.call("GET", "/submissions/" + known)));
    answers.add(new Answer(status, "get", door.call("GET", "/submissions/unknown", KEY)));
    answers.add(new Answer(status, "get", door.call("DELETE", "/submissions/" + known, KEY)));

    for (String file : List.of("/openapi.yaml", "/submission.schema.json")) {
      answers.add(new Answer(file, "get", door.call("GET", file, KEY)));
      answers.add(new Answer(file, "get", door.call("GET", file)));
      answers.add(new Answer(file, "get", door.call("POST", file, KEY)));
    }
    answers.add(new Answer(submit, "post", fromElsewhere("POST", submit)));
    answers.add(new Answer(status, "get", fromElsewhere("GET", "/submissions/" + known)));
    for (String file : List.of("/openapi.yaml", "/submission.schema.json")) {
      answers.add(new Answer(file, "get", fromElsewhere("GET", file)));
    }
    answers.addAll(whenTooManyCome());
    answers.addAll(whenTheLedgerIsAway());
    return answers;
  }

  private static HttpResponse<String> submitted(String body) throws Exception {
    return door.submit(Door.JSON, body, KEY);
  }

  private static HttpResponse<String> fromElsewhere(String method, String path) throws Exception {
    return door.call(method, path, "Origin", "https://elsewhere.example");
  }

  private static List<Answer> whenTooManyCome() throws Exception {
    try (RunningRelay slow =
        RunningRelay.start(data.resolve("two"), PARTNERS.baseUrl(), Map.of("door.rate", "1"))) {
      Door crowded = new Door(slow);
      return List.of(
          new Answer("/submissions", "post", tooMany(crowded, "POST", "/submissions")),
          new Answer("/submissions/{id}", "get", tooMany(crowded, "GET", "/submissions/x")),
          new Answer("/openapi.yaml", "get", tooMany(crowded, "GET", "/openapi.yaml")),
          new Answer(
              "/submission.schema.json",
              "get",
              tooMany(crowded, "GET", "/submission.schema.json")));
    }
  }

  private static HttpResponse<String> tooMany(Door crowded, String method, String path)
      throws Exception {
    HttpResponse<String> answer = crowded.call(method, path);
    for (int i = 0; i < 50 && answer.statusCode() != 429; i++) {
      answer = crowded.call(method, path);
    }
    return answer;
  }

  private static List<Answer> whenTheLedgerIsAway() throws Exception {
    List<Answer> answers = new ArrayList<>();
    try (FullLedger full = FullLedger.start(data.resolve("three"), PARTNERS.baseUrl(), Map.of())) {
      answers.add(new Answer("/submissions", "post", full.submitUntilItIsFull(new ArrayList<>())));
      full.makeRoom();
    }
    try (RunningRelay broken =
        RunningRelay.start(data.resolve("four"), PARTNERS.baseUrl(), Map.of())) {
      FullLedger.destroy(broken);
      answers.add(
          new Answer("/submissions/{id}", "get", new Door(broken).call("GET", "/submissions/x")));
    }
    return answers;
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

  private static void assertDescribed(Answer answer) throws Exception {
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
