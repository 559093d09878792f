package io.formrelay.command;

import io.formrelay.ledger.Ended;
import io.formrelay.operations.ConfigurationSource;
import io.formrelay.operations.Erasure;
import io.formrelay.operations.ErasureReport;
import io.formrelay.operations.Settings;
import io.formrelay.submission.Person;
import io.formrelay.submission.Person.Trait;
import io.formrelay.submission.SubmissionSchema;
import io.formrelay.watching.AuditLog;
import io.formrelay.watching.Deed;
import io.formrelay.watching.Operator;
import java.io.IOException;
import java.io.PrintWriter;
import java.time.Clock;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Erases one customer, and tells what it found where. Exit code 1 where something is left. */
@Command(
    name = "erase",
    description =
        "Erases one customer from the ledger, the receipts and what was refused, beside a relay"
            + " that runs or without one. Exit code 1 says that something is left.")
final class EraseCommand implements Callable<Integer> {

  @ArgGroup(multiplicity = "1")
  private Who who;

  @Option(names = "--dry-run", description = "Only tells what would be erased.")
  private boolean dryRun;

  @Spec private CommandSpec spec;

  /** One of the traits that a customer is known by. */
  static final class Who {

    @Option(names = "--customer-code", description = "The dealer's code of the customer.")
    private String customerCode;

    @Option(names = "--phone", description = "A phone number of the customer, in any spelling.")
    private String phone;

    @Option(names = "--email", description = "An e-mail address of the customer.")
    private String email;

    private Person person(SubmissionSchema schema) {
      if (phone != null) {
        return new Person(schema, Trait.PHONE, phone);
      }
      return email != null
          ? new Person(schema, Trait.EMAIL, email)
          : new Person(schema, Trait.CUSTOMER_CODE, customerCode);
    }
  }

  @Override
  public Integer call() throws IOException {
    Settings settings = new ConfigurationSource(Map.of()).read().settings();
    Person person = person(settings);
    try (Erasure erasure = new Erasure(settings, Clock.systemUTC())) {
      ErasureReport report =
          dryRun ? erasure.run(person, true) : audited(settings, erasure, person);
      tell(report);
      return dryRun || report.complete() ? 0 : 1;
    }
  }

  /** The audit log says by what a customer was known, and nothing of whom. */
  private static ErasureReport audited(Settings settings, Erasure erasure, Person person)
      throws IOException {
    return new AuditLog(settings.data(), Clock.systemUTC())
        .carryOut(
            Deed.of(Operator.ofCommand(), "erase").filter("by " + person.trait().text()),
            () -> erasure.run(person, false),
            report -> report.submissions() + " submissions");
  }

  private Person person(Settings settings) {
    SubmissionSchema schema =
        SubmissionSchema.load(settings.config().resolve("submission.schema.json"));
    try {
      return who.person(schema);
    } catch (IllegalArgumentException e) {
      throw new ParameterException(spec.commandLine(), e.getMessage());
    }
  }

  private void tell(ErasureReport report) {
    PrintWriter out = spec.commandLine().getOut();
    out.println((dryRun ? "Would erase " : "Erased ") + report.submissions() + " submissions.");
    for (Ended each : report.deliveries()) {
      boolean left = report.underWay().contains(each.submissionId());
      out.println(
          "  "
              + each.submissionId()
              + " "
              + each.target()
              + " "
              + each.state().text()
              + (left ? " (left)" : ""));
    }
    report.files().forEach((folder, count) -> out.println("  " + count + " files in " + folder));
    if (!report.underWay().isEmpty()) {
      out.println(
          "Under way at this moment and left, repeat the command for them: " + report.underWay());
    }
    if (!report.byHand().isEmpty()) {
      out.println("May hold others as well and was left, look at it yourself: " + report.byHand());
    }
    if (report.waiting() > 0) {
      out.println(
          report.waiting()
              + " files wait in the inbox and were not looked into;"
              + " repeat the command when it is empty.");
    }
    if (!report.forgotten()) {
      out.println(
          "The ledger's log still holds what was deleted, since the ledger is being read for long"
              + " at this moment (a backup?); repeat the command later.");
    }
  }
}
