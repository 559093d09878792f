package io.formrelay.running;

import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** One call for each answer that the door knows. */
final class EveryAnswer {

  private static final String GOOD = "{\"CustomerCode\": \"O-1\"}";

  private final OpenDoor door;
  private final String[] key;
  private final Path data;

  /**
   * @param door a door that opens to the key
   * @param key the header that holds the key, and the key
   * @param data a folder for the relays that answer otherwise
   */
  EveryAnswer(OpenDoor door, String[] key, Path data) {
    this.door = door;
    this.key = key;
    this.data = data;
  }

  /** An answer of the door, and the path and method under which it is described. */
  record Answer(String path, String method, HttpResponse<String> http) {}

  /** Makes the calls, each written out by hand. */
  List<Answer> all() throws Exception {
    List<Answer> answers = new ArrayList<>();
    String submit = "/submissions";
    answers.add(new Answer(submit, "post", submitted(GOOD)));
    answers.add(
        new Answer(
            submit, "post", door.submit(Door.JSON, GOOD, key[0], key[1], "Prefer", "wait=20")));
    answers.add(new Answer(submit, "post", submitted("{")));
    answers.add(new Answer(submit, "post", door.submit(Door.JSON, GOOD)));
    answers.add(new Answer(submit, "post", door.call("PUT", submit, key)));
    submitted("{\"SubmissionId\": \"same\", \"CustomerCode\": \"O-2\"}");
    answers.add(
        new Answer(
            submit, "post", submitted("{\"SubmissionId\": \"same\", \"CustomerCode\": \"O-3\"}")));
    answers.add(new Answer(submit, "post", submitted(" ".repeat(70_000))));
    answers.add(new Answer(submit, "post", door.submit("text/plain", GOOD, key)));
    answers.add(new Answer(submit, "post", submitted("{\"CustomerCode\": \"O\", \"Emial\": 1}")));

    String status = "/submissions/{id}";
    String known = Door.id(submitted(GOOD));
    answers.add(new Answer(status, "get", door.call("GET", "/submissions/" + known, key)));
    answers.add(new Answer(status, "get", door.call("GET", "/submissions/" + known)));
    answers.add(new Answer(status, "get", door.call("GET", "/submissions/unknown", key)));
    answers.add(new Answer(status, "get", door.call("DELETE", "/submissions/" + known, key)));

    for (String file : List.of("/openapi.yaml", "/submission.schema.json")) {
      answers.add(new Answer(file, "get", door.call("GET", file, key)));
      answers.add(new Answer(file, "get", door.call("GET", file)));
      answers.add(new Answer(file, "get", door.call("POST", file, key)));
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

  private HttpResponse<String> submitted(String body) throws Exception {
    return door.submit(Door.JSON, body, key);
  }

  private HttpResponse<String> fromElsewhere(String method, String path) throws Exception {
    return door.call(method, path, "Origin", "https://elsewhere.example");
  }

  private List<Answer> whenTooManyCome() throws Exception {
    try (RunningRelay slow =
        RunningRelay.start(data.resolve("two"), door.stubs().baseUrl(), Map.of("door.rate", "1"))) {
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

  private List<Answer> whenTheLedgerIsAway() throws Exception {
    List<Answer> answers = new ArrayList<>();
    try (FullLedger full =
        FullLedger.start(data.resolve("three"), door.stubs().baseUrl(), Map.of())) {
      answers.add(new Answer("/submissions", "post", full.submitUntilItIsFull(new ArrayList<>())));
      full.makeRoom();
    }
    try (RunningRelay broken =
        RunningRelay.start(data.resolve("four"), door.stubs().baseUrl(), Map.of())) {
      FullLedger.destroy(broken);
      answers.add(
          new Answer("/submissions/{id}", "get", new Door(broken).call("GET", "/submissions/x")));
    }
    return answers;
  }
}
