package io.formrelay.operations;

import io.formrelay.delivery.ResultCodesException;
import io.formrelay.ledger.LedgerException;
import java.nio.file.FileSystemException;
import org.apache.camel.PropertyBindingException;

/**
 * Why the relay could not start, for an operator.
 *
 * @param exitCode 2 where the configuration is to blame, else 1
 * @param line one line that names what is wrong
 */
public record StartFailure(int exitCode, String line) {

  /** Finds the reason in a chain of causes. */
  public static StartFailure of(Throwable thrown) {
    Throwable deepest = thrown;
    for (Throwable each = thrown; each != null; each = each.getCause()) {
      if (each instanceof SettingException || each instanceof ResultCodesException) {
        return new StartFailure(2, oneLine(each.getMessage()));
      }
      if (each instanceof PropertyBindingException camels && camels.getOptionKey() != null) {
        return new StartFailure(2, key(camels) + ": is no setting or makes no sense");
      }
      if (each instanceof LedgerException) {
        return new StartFailure(1, oneLine(each.getMessage()));
      }
      deepest = each;
    }
    // A file's exception has the file for its message; what happened to it stands in its name.
    boolean telling = deepest.getMessage() != null && !(deepest instanceof FileSystemException);
    return new StartFailure(1, oneLine(telling ? deepest.getMessage() : deepest.toString()));
  }

  private static String key(PropertyBindingException camels) {
    String prefix = camels.getOptionPrefix() == null ? "" : camels.getOptionPrefix() + ".";
    return (prefix + camels.getOptionKey()).replace("..", ".");
  }

  private static String oneLine(String text) {
    return text.strip().replaceAll("\\s*\\R\\s*", " ");
  }
}
