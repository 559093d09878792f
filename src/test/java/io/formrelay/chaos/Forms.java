package io.formrelay.chaos;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Set;
import java.util.TreeSet;
import java.util.random.RandomGenerator;

/**
 * Fills forms in. Licrus learns a form's name as CustomerFullName, Moka as Address, so that what
 * happened to it can be told from each partner's own book.
 */
final class Forms {

  /** How every customer's password begins: it must be found in no log and in no success receipt. */
  static final String PASSWORD = "parola-";

  private static final ObjectMapper JSON = new ObjectMapper();

  private final Seeds seeds;

  Forms(Seeds seeds) {
    this.seeds = seeds;
  }

  /** A form without any key. */
  Form form(String name, String customer) {
    RandomGenerator random = seeds.of("form " + name);
    Set<String> targets = new TreeSet<>();
    int kind = random.nextInt(4);
    if (kind != 0) {
      targets.add("licrus");
    }
    if (kind == 0 || kind == 1) {
      targets.add("moka");
    }
    ObjectNode fields = JSON.createObjectNode();
    if (random.nextBoolean()) {
      ArrayNode named = fields.putArray("Targets");
      targets.forEach(named::add);
    }
    if (targets.contains("licrus")) {
      licrus(fields, name, random);
    }
    if (targets.contains("moka")) {
      moka(fields, name, customer, random);
    }
    return new Form(name, targets, null, fields);
  }

  /** The same under a SubmissionId, which is its name. */
  Form named(Form form) {
    return form.with("SubmissionId", form.name());
  }

  /** The same under an Idempotency-Key. */
  Form keyed(Form form) {
    return new Form(form.name(), form.targets(), "key-" + form.name(), form.fields());
  }

  /** A form that must be refused. */
  Form wrong(Form form) {
    return form.targets().contains("moka")
        ? form.with("CustomerMobilPhone", "5301231212")
        : form.with("CustomerEmail", "nobody");
  }

  private static void licrus(ObjectNode fields, String name, RandomGenerator random) {
    fields.put("CustomerFullName", name);
    fields.put("DealerCompanyName", "Öz Işık Ltd. Şti. " + random.nextInt(1000));
    fields.put("CustomerMobilePhone", "0530 " + (1_000_000 + random.nextInt(9_000_000)));
    fields.put("CustomerCity", "İstanbul");
    fields.putArray("ProductNameList").add("ECODENSE WT 65");
    ArrayNode serials = fields.putArray("ProductSerialNumberList");
    for (int i = 0; i <= random.nextInt(3); i++) {
      serials.add(Integer.toString(90_000 + i + 10 * random.nextInt(1000)));
    }
  }

  private static void moka(
      ObjectNode fields, String name, String customer, RandomGenerator random) {
    fields.put("CustomerCode", customer);
    fields.put("Address", name);
    fields.put("FirstName", "Çağrı");
    fields.put("GsmNumber", "530" + (1_000_000 + random.nextInt(9_000_000)));
    if (random.nextInt(3) == 0) {
      fields.put("Password", PASSWORD + name);
    }
  }
}
