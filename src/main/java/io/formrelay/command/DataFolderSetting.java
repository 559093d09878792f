package io.formrelay.command;

import io.formrelay.operations.ConfigurationSource;
import java.nio.file.Path;
import java.util.Map;

/** The one setting of commands that need no other: where the relay keeps everything. */
final class DataFolderSetting {

  private DataFolderSetting() {}

  static Path read() {
    return Path.of(new ConfigurationSource(Map.of()).value("relay.data").orElse("data").strip());
  }
}
