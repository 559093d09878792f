package io.formrelay.ledger;

import static io.formrelay.ledger.Sample.NOON;
import static io.formrelay.ledger.Sample.licrus;
import static io.formrelay.ledger.Sample.succeeded;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;

/** Enters, claims and settles, and writes each acknowledgement down, until it is killed. */
final class DoomedRelay {

  private static final int THREADS = 8;

  private final PrintStream out =
      new PrintStream(new FileOutputStream(FileDescriptor.out), true, StandardCharsets.UTF_8);
  private final Ledger ledger;

  private DoomedRelay(Ledger ledger) {
    this.ledger = ledger;
  }

  public static void main(String[] arguments) {
    Ledger ledger = Ledgers.open(new LedgerSettings(arguments[0], null, null, "one"));
    DoomedRelay relay = new DoomedRelay(ledger);
    for (int i = 0; i < THREADS; i++) {
      String name = "thread" + i + "-";
      new Thread(() -> relay.work(name)).start();
    }
  }

  private void work(String name) {
    for (int i = 0; ; i++) {
      String id = ledger.enter(licrus(name + i)).join().id();
      acknowledge(id, "pending");
      for (Delivery each : ledger.claim("licrus", 2, NOON).join()) {
        acknowledge(each.submissionId(), "sending");
        ledger.settle(succeeded(each.submissionId(), "licrus", NOON)).join();
        acknowledge(each.submissionId(), "succeeded");
      }
    }
  }

  private void acknowledge(String id, String state) {
    out.println("ack " + id + " " + state + " .");
  }
}
