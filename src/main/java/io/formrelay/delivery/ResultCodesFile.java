package io.formrelay.delivery;

import io.formrelay.delivery.ResultCodes.Section;
import io.formrelay.delivery.Rule.Route;
import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Compose;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;

/**
 * Reads {@code config/result-codes.yaml}: a list of rules per partner, each with one signal ({@code
 * code}, {@code suffix}, {@code status} or {@code failure}; one or a list) and its {@code route}.
 * The same signal twice, a route that makes no sense for its signal, or an unknown word is refused
 * with file, line and reason.
 */
public final class ResultCodesFile {

  private static final Set<String> SIGNALS = Set.of("code", "suffix", "status", "failure");
  private static final Set<String> WORDS =
      Set.of("code", "suffix", "status", "failure", "route", "as", "pause-after");

  private final Path file;

  /** Reads from this file. */
  public ResultCodesFile(Path file) {
    this.file = file;
  }

  /**
   * Reads the whole table.
   *
   * @throws ResultCodesException where the file cannot be read or makes no sense
   */
  public ResultCodes read() {
    Map<String, Section> sections = new LinkedHashMap<>();
    for (NodeTuple entry : mapping(root(), "partners with their rules").getValue()) {
      String partner = text(entry.getKeyNode());
      if (sections.containsKey(partner)) {
        throw wrong(entry.getKeyNode(), "the partner " + partner + " stands there twice");
      }
      sections.put(partner, section(partner, entry));
    }
    return new ResultCodes(sections, Set.of());
  }

  private Node root() {
    LoadSettings settings =
        LoadSettings.builder().setUseMarks(true).setLabel(file.toString()).build();
    try (Reader reader = Files.newBufferedReader(file)) {
      return new Compose(settings)
          .composeReader(reader)
          .orElseThrow(() -> new ResultCodesException(file + ":1: the file is empty"));
    } catch (MarkedYamlEngineException e) {
      int line = e.getProblemMark().map(mark -> mark.getLine() + 1).orElse(1);
      throw new ResultCodesException(file + ":" + line + ": " + e.getProblem());
    } catch (IOException e) {
      throw new ResultCodesException(file + ": cannot be read: " + e);
    }
  }

  private Section section(String partner, NodeTuple entry) {
    Section section = new Section();
    if (!(entry.getValueNode() instanceof SequenceNode rules)) {
      throw wrong(entry.getKeyNode(), partner + " wants a list of rules");
    }
    rules.getValue().forEach(rule -> add(section, mapping(rule, "a rule")));
    if (!partner.equals(ResultCodes.EVERY_PARTNER)
        && section.codes().values().stream().noneMatch(rule -> rule.route() == Route.SUCCESS)) {
      throw wrong(entry.getKeyNode(), partner + " has no code that leads to success");
    }
    return section;
  }

  private void add(Section section, MappingNode node) {
    Map<String, Node> words = words(node);
    List<String> signals = words.keySet().stream().filter(SIGNALS::contains).toList();
    if (signals.size() != 1) {
      throw wrong(node, "a rule has exactly one of code, suffix, status, failure");
    }
    String kind = signals.get(0);
    Rule rule = rule(node, words, kind);
    for (Node value : values(words.get(kind))) {
      String signal = checked(kind, value, rule);
      if (rules(section, kind).putIfAbsent(signal, rule) != null) {
        throw wrong(value, kind + " " + signal + " stands there twice");
      }
    }
  }

  private Rule rule(Node node, Map<String, Node> words, String kind) {
    if (!words.containsKey("route")) {
      throw wrong(node, "the rule has no route");
    }
    Route route = route(words.get("route"));
    String as = words.containsKey("as") ? text(words.get("as")) : null;
    if (as != null && route != Route.DEAD_LETTER) {
      throw wrong(
          words.get("as"), "as names a dead letter; the route is " + text(words.get("route")));
    }
    int pauseAfter = words.containsKey("pause-after") ? count(words.get("pause-after")) : 0;
    if (pauseAfter > 0 && (route != Route.DEAD_LETTER || kind.equals("failure"))) {
      throw wrong(words.get("pause-after"), "pause-after counts dead letters that have an answer");
    }
    return new Rule(route, as, pauseAfter, place(node));
  }

  private String checked(String kind, Node node, Rule rule) {
    String value = text(node);
    boolean sensible =
        switch (kind) {
          case "status" -> value.matches("[1-5]([0-9]{2}|xx)");
          case "failure" -> Failure.of(value).isPresent() || isStage(value);
          default -> !value.isBlank();
        };
    if (!sensible) {
      throw wrong(node, "there is no " + kind + " " + value);
    }
    boolean answered =
        !kind.equals("failure") && (!kind.equals("status") || value.charAt(0) == '2');
    if (rule.route() == Route.SUCCESS && !answered) {
      throw wrong(node, kind + " " + value + " cannot be a success");
    }
    if (rule.route() == Route.UNKNOWN && kind.equals("failure") && !mayHaveLeft(value)) {
      throw wrong(node, "failure " + value + " leaves no doubt: its route is not unknown");
    }
    return value;
  }

  private static boolean mayHaveLeft(String value) {
    return Failure.of(value)
        .map(Failure::stage)
        .map(stage -> stage == Failure.Stage.UNKNOWN_OUTCOME)
        .orElse(value.equals(Failure.Stage.UNKNOWN_OUTCOME.text()));
  }

  private static boolean isStage(String value) {
    return Arrays.stream(Failure.Stage.values()).anyMatch(stage -> stage.text().equals(value));
  }

  private static Map<String, Rule> rules(Section section, String kind) {
    return switch (kind) {
      case "code" -> section.codes();
      case "suffix" -> section.suffixes();
      case "status" -> section.statuses();
      default -> section.failures();
    };
  }

  private Route route(Node node) {
    for (Route route : Route.values()) {
      if (route.name().toLowerCase(Locale.ROOT).replace('_', '-').equals(text(node))) {
        return route;
      }
    }
    throw wrong(
        node,
        "there is no route " + text(node) + " (success, retry, dead-letter, pause or unknown)");
  }

  private int count(Node node) {
    String value = text(node);
    if (!value.matches("[2-9]|[1-9][0-9]{1,3}")) {
      throw wrong(node, "pause-after is a whole number of at least 2, not " + value);
    }
    return Integer.parseInt(value);
  }

  private Map<String, Node> words(MappingNode node) {
    Map<String, Node> words = new LinkedHashMap<>();
    for (NodeTuple tuple : node.getValue()) {
      String word = text(tuple.getKeyNode());
      if (!WORDS.contains(word)) {
        throw wrong(tuple.getKeyNode(), "a rule knows no " + word);
      }
      if (words.put(word, tuple.getValueNode()) != null) {
        throw wrong(tuple.getKeyNode(), word + " stands there twice");
      }
    }
    return words;
  }

  private List<Node> values(Node node) {
    List<Node> values =
        node instanceof SequenceNode list ? new ArrayList<>(list.getValue()) : List.of(node);
    if (values.isEmpty()) {
      throw wrong(node, "the list is empty");
    }
    return values;
  }

  private MappingNode mapping(Node node, String what) {
    if (node instanceof MappingNode mapping) {
      return mapping;
    }
    throw wrong(node, "here belongs " + what);
  }

  private String text(Node node) {
    if (node instanceof ScalarNode scalar) {
      return scalar.getValue();
    }
    throw wrong(node, "here belongs one word");
  }

  private ResultCodesException wrong(Node node, String reason) {
    return new ResultCodesException(place(node) + ": " + reason);
  }

  private String place(Node node) {
    return file + ":" + node.getStartMark().map(mark -> mark.getLine() + 1).orElse(1);
  }
}
