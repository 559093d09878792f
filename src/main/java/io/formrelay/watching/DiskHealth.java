package io.formrelay.watching;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.apache.camel.health.HealthCheckResultBuilder;
import org.apache.camel.impl.health.AbstractHealthCheck;

/** Reports the disk as down while it has too little room for what is yet to come. */
public final class DiskHealth extends AbstractHealthCheck {

  private static final long MIB = 1L << 20;

  private final Path data;
  private final long leastMib;

  /**
   * Watches the disk of a folder.
   *
   * @param leastMib how much must be free, in mebibytes
   */
  public DiskHealth(Path data, long leastMib) {
    super("formrelay", "disk");
    this.data = data;
    this.leastMib = leastMib;
  }

  @Override
  protected void doCall(HealthCheckResultBuilder builder, Map<String, Object> options) {
    try {
      long free = Files.getFileStore(data).getUsableSpace() / MIB;
      builder.detail("freeMib", free);
      if (free < leastMib) {
        builder.down().message(free + " MiB are free, less than " + leastMib);
      } else {
        builder.up();
      }
    } catch (IOException e) {
      builder.down().message("the data folder's disk cannot be asked: " + e.getMessage());
    }
  }
}
