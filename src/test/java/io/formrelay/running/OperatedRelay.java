package io.formrelay.running;

import static io.formrelay.running.Answers.mokaCode;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;

/** A running relay before partners that a test tells what to answer, and its operator. */
record OperatedRelay(PartnerStub partners, RunningRelay relay, Management operator)
    implements AutoCloseable {

  /** Starts them; dead letters are taken back as fast as may be. */
  static OperatedRelay start(Path data) throws Exception {
    PartnerStub partners = new PartnerStub();
    RunningRelay relay =
        RunningRelay.start(data, partners.address(), Map.of("replay.rate", "1000"));
    return new OperatedRelay(partners, relay, new Management(relay));
  }

  /** A form that Moka refuses once with this result code; tells its id. */
  String deadLetter(String code, String name, String result) throws Exception {
    partners.when(code, mokaCode(result), Answers.SUCCESS);
    String id = relay.accepted(Forms.moka(code, name));
    relay.deadLetter(id, "moka");
    return id;
  }

  @Override
  public void close() throws IOException {
    relay.close();
    partners.close();
  }
}
