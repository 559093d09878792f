package io.formrelay.running;

import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** What no form ever sends, by names that tell what is wrong; no relay may accept any of it. */
final class HostileBodies {

  /** A public collection beside the project; a clone may lack it. */
  private static final Path SUITE = Path.of("../shared/test-corpora/json-test-suite");

  private static final List<String> EMPTY =
      List.of("y_array_empty", "y_structure_whitespace_array");

  private static final String FORM = "{\"CustomerCode\":\"C-1\",\"FirstName\":%s}";

  private HostileBodies() {}

  /** All of them that fit the HTTP door's 64 KiB, those of the public collection included. */
  static Map<String, byte[]> all() throws IOException {
    Map<String, byte[]> all = own();
    if (Files.isDirectory(SUITE)) {
      try (Stream<Path> files = Files.list(SUITE)) {
        for (Path file : files.filter(each -> each.toString().endsWith(".json")).toList()) {
          byte[] content = Files.readAllBytes(file);
          if (content.length <= 65_536) {
            all.put(file.getFileName().toString().replace(".json", ""), content);
          }
        }
      }
    }
    // The collection's values that are valid JSON but hold no element at all.
    EMPTY.forEach(all::remove);
    return all;
  }

  private static Map<String, byte[]> own() {
    Map<String, byte[]> own = new LinkedHashMap<>();
    putBroken(own);
    putEncodings(own);
    putNumbers(own);
    putDepth(own);
    putTypes(own);
    putText(own);
    putNames(own);
    return own;
  }

  private static void putBroken(Map<String, byte[]> own) {
    put(own, "nothing", "");
    put(own, "blanks", " \t\r\n");
    put(own, "half", "{\"CustomerCode\":\"C-1\"");
    put(own, "comma", "{\"CustomerCode\":\"C-1\",}");
    put(own, "two", "{\"CustomerCode\":\"C-1\"}{\"CustomerCode\":\"C-1\"}");
    put(own, "comment", "{\"CustomerCode\":\"C-1\"/* */}");
    put(own, "single-quotes", "{'CustomerCode':'C-1'}");
    put(own, "not-a-number", FORM.formatted("NaN"));
    put(own, "twice", "{\"CustomerCode\":\"C-1\",\"CustomerCode\":\"C-2\"}");
    put(own, "twice-escaped", "{\"CustomerCode\":\"C-1\",\"\\u0043ustomerCode\":\"C-2\"}");
    put(
        own,
        "twice-nested",
        "{\"DealerCustomerRequest\":{\"CustomerCode\":\"1\",\"CustomerCode\":\"2\"}}");
    put(own, "xml", "<?xml version=\"1.0\"?><!DOCTYPE x SYSTEM \"file:///etc/passwd\"><x/>");
    put(own, "yaml", "CustomerCode: !!javax.script.ScriptEngineManager []");
  }

  private static void putEncodings(Map<String, byte[]> own) {
    String form = FORM.formatted("\"Şule\"");
    for (String charset :
        new String[] {
          "UTF-16LE", "UTF-16BE", "UTF-16", "UTF-32LE", "UTF-32BE", "ISO-8859-9", "windows-1254"
        }) {
      own.put("in-" + charset, form.getBytes(Charset.forName(charset)));
    }
    own.put("overlong-slash", bytes(FORM, 0xC0, 0xAF));
    own.put("overlong-nul", bytes(FORM, 0xE0, 0x80, 0x80));
    own.put("surrogate-in-utf8", bytes(FORM, 0xED, 0xA0, 0x80));
    own.put("beyond-unicode", bytes(FORM, 0xF4, 0x90, 0x80, 0x80));
    own.put("cut-in-a-letter", bytes(FORM, 0xC5));
    own.put("lone-continuation", bytes(FORM, 0x80));
    put(own, "two-marks", "\uFEFF\uFEFF{\"CustomerCode\":\"C-1\"}");
    put(own, "lone-high-surrogate", FORM.formatted("\"\\uD800\""));
    put(own, "lone-low-surrogate", FORM.formatted("\"\\uDC00x\""));
    put(own, "wrong-pair", FORM.formatted("\"\\uD83D\\uD83D\""));
  }

  private static void putNumbers(Map<String, byte[]> own) {
    put(own, "exponent", "{\"CustomerCode\":\"C-1\",\"DealerCustomerId\":1e999999999}");
    put(own, "exponent-beyond", "{\"CustomerCode\":\"C-1\",\"DealerCustomerId\":1e99999999999999}");
    put(own, "exponent-below", "{\"CustomerCode\":\"C-1\",\"DealerCustomerId\":1e-999999999}");
    put(
        own,
        "digits",
        "{\"CustomerCode\":\"C-1\",\"DealerCustomerId\":" + "9".repeat(60_000) + "}");
    put(own, "digits-behind-the-point", FORM.formatted("0." + "1".repeat(60_000)));
    put(own, "beyond-long", "{\"CustomerCode\":\"C-1\",\"DealerCustomerId\":9223372036854775808}");
    put(own, "below-zero", "{\"CustomerCode\":\"C-1\",\"DealerCustomerId\":-1}");
    put(own, "code-of-digits", "{\"CustomerCode\":" + "1".repeat(101) + "}");
  }

  private static void putDepth(Map<String, byte[]> own) {
    put(own, "deep-objects", "{\"a\":".repeat(10_000) + "1" + "}".repeat(10_000));
    put(own, "deep-value", FORM.formatted("[".repeat(30_000) + "]".repeat(30_000)));
    put(own, "deep-unclosed", FORM.formatted("[".repeat(60_000)));
    put(
        own,
        "deep-request",
        "{\"DealerCustomerRequest\":".repeat(2_000) + "{}" + "}".repeat(2_000));
    put(
        own,
        "wrapped-twice",
        "{\"DealerCustomerRequest\":{\"DealerCustomerRequest\":{\"CustomerCode\":\"1\"}}}");
  }

  private static void putTypes(Map<String, byte[]> own) {
    put(own, "number", "12");
    put(own, "text", "\"CustomerCode\"");
    put(own, "null", "null");
    put(own, "nothing-in-it", "{}");
    put(own, "object-for-text", FORM.formatted("{\"$ne\":null}"));
    put(own, "array-for-text", FORM.formatted("[\"a\",\"b\"]"));
    put(own, "truth-for-text", FORM.formatted("true"));
    put(own, "array-for-wrapper", "{\"DealerCustomerRequest\":[{\"CustomerCode\":\"1\"}]}");
    put(own, "list-of-lists", "{\"ProductNameList\":[[\"a\"]]}");
    put(own, "targets-object", "{\"CustomerCode\":\"1\",\"Targets\":{\"licrus\":true}}");
    put(own, "targets-path", "{\"CustomerCode\":\"1\",\"Targets\":[\"../../etc\"]}");
    put(own, "targets-uri", "{\"CustomerCode\":\"1\",\"Targets\":[\"http://127.0.0.1:1/evil\"]}");
  }

  private static void putText(Map<String, byte[]> own) {
    put(own, "nul", FORM.formatted("\"a\\u0000b\""));
    put(own, "raw-control", FORM.formatted("\"a\u0001b\""));
    put(own, "escape-sequence", FORM.formatted("\"\\u001b[2J\""));
    put(own, "one-byte-escape-sequence", FORM.formatted("\"\\u009b2J\""));
    put(own, "too-long", FORM.formatted("\"" + "x".repeat(51) + "\""));
    put(own, "zalgo", FORM.formatted("\"Z" + "\u0301\u0320\u0489".repeat(300) + "\""));
    put(own, "expression", "{\"CustomerCode\":\"1\",\"${env:PATH}\":\"{{moka.password}}\"}");
    put(own, "header", "{\"CustomerCode\":\"1\",\"CamelHttpUri\":\"http://127.0.0.1:1/evil\"}");
    put(own, "prototype", "{\"CustomerCode\":\"1\",\"__proto__\":{\"x\":1}}");
    put(own, "class", "{\"@class\":\"java.lang.ProcessBuilder\",\"CustomerCode\":\"1\"}");
    put(own, "name-turned-round", "{\"\\u202eedoCremotsuC\":\"1\"}");
    put(own, "name-with-zero-width", "{\"Customer\\u200bCode\":\"1\"}");
    put(own, "name-in-turkish", "{\"CUSTOMERCODE\":\"1\",\"FİRSTNAME\":\"x\",\"fırstName\":\"y\"}");
  }

  private static void putNames(Map<String, byte[]> own) {
    for (String id :
        new String[] {
          "../../x",
          "..%2fx",
          "..",
          "a/b",
          "a\\\\b",
          "/etc/passwd",
          "C:x",
          "x\\u0000",
          "x.json",
          "~",
          "x y",
          "ş",
          "x".repeat(65),
          ".".repeat(64),
          "$(id)",
          "x\\n"
        }) {
      put(own, "id " + own.size(), "{\"SubmissionId\":\"" + id + "x/\",\"CustomerCode\":\"1\"}");
      put(own, "id " + own.size(), "{\"SubmissionId\":\"/" + id + "\",\"CustomerCode\":\"1\"}");
    }
    put(own, "id-null-byte", "{\"SubmissionId\":\"x\\u0000\",\"CustomerCode\":\"1\"}");
    put(own, "id-dots", "{\"SubmissionId\":\"" + ".".repeat(64) + "\",\"CustomerCode\":\"1\"}");
    put(own, "id-list", "{\"SubmissionId\":[\"x\"],\"CustomerCode\":\"1\"}");
  }

  private static void put(Map<String, byte[]> own, String name, String body) {
    own.put(name, body.getBytes(StandardCharsets.UTF_8));
  }

  /** The form with these bytes in the text. */
  private static byte[] bytes(String form, int... raw) {
    StringBuilder text = new StringBuilder("\"");
    for (int each : raw) {
      text.append((char) each);
    }
    return form.formatted(text.append('"')).getBytes(StandardCharsets.ISO_8859_1);
  }
}
