package io.formrelay.command;

import io.formrelay.door.ApiKey;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Makes a key for the HTTP door, or takes one, and tells how to configure it by its digest. */
@Command(
    name = "hash-key",
    description = "Makes a key for the HTTP door and prints it with the line that configures it.")
final class HashKeyCommand implements Callable<Integer> {

  private static final int KEY_BYTES = 32;
  private static final int SHORTEST = 16;

  @Spec private CommandSpec spec;

  @Option(
      names = "--name",
      defaultValue = "website",
      description = "What the key is called; ${DEFAULT-VALUE} by default.")
  private String name;

  @Option(
      names = "--stdin",
      description = "Read the key from standard input instead of making a new one.")
  private boolean stdin;

  @Override
  public Integer call() throws IOException {
    PrintWriter out = spec.commandLine().getOut();
    if (!name.matches("[A-Za-z0-9_-]{1,32}")) {
      spec.commandLine().getErr().println("formrelay: a name has 1 to 32 of A-Z a-z 0-9 _ -");
      return 2;
    }
    String key = stdin ? read() : made();
    if (key.length() < SHORTEST) {
      spec.commandLine()
          .getErr()
          .println("formrelay: a key has " + SHORTEST + " characters or more");
      return 2;
    }
    if (!stdin) {
      out.println("The key, for its caller; it is shown this once: " + key);
    }
    out.println("relay.api-keys=" + name + ":sha256:" + ApiKey.digestOf(key));
    return 0;
  }

  private static String read() throws IOException {
    String line =
        new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8)).readLine();
    return line == null ? "" : line.strip();
  }

  private static String made() {
    byte[] random = new byte[KEY_BYTES];
    new SecureRandom().nextBytes(random);
    return HexFormat.of().formatHex(random);
  }
}
