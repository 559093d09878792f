package io.formrelay.command;

import io.formrelay.operations.ConfigurationSource;
import io.formrelay.operations.EncryptedValues;
import io.formrelay.watching.AuditLog;
import io.formrelay.watching.Deed;
import io.formrelay.watching.Operator;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Encrypts one value for the configuration, with {@code relay.master-password}. */
@Command(
    name = "encrypt",
    description =
        "Reads a secret from the first line of its standard input and prints the ENC(...) to write"
            + " into the configuration, encrypted with relay.master-password.")
final class EncryptCommand implements Callable<Integer> {

  @Spec private CommandSpec spec;

  @Override
  public Integer call() throws IOException {
    String value =
        new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8)).readLine();
    if (value == null || value.isEmpty()) {
      throw new ParameterException(spec.commandLine(), "what is to be encrypted comes by stdin");
    }
    String password = new ConfigurationSource(Map.of()).value("relay.master-password").orElse("");
    String encrypted =
        new AuditLog(DataFolderSetting.read(), Clock.systemUTC())
            .carryOut(
                Deed.of(Operator.ofCommand(), "encrypt"),
                () -> new EncryptedValues(password).encrypt(value),
                made -> "");
    spec.commandLine().getOut().println(encrypted);
    return 0;
  }
}
