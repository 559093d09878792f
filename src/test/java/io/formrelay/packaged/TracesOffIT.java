package io.formrelay.packaged;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A relay whose settings name no collector has nothing to do with OpenTelemetry. */
class TracesOffIT {

  private static final String FORM =
      "{\"CustomerFullName\": \"Elif Y\", \"ProductNameList\": \"WT 65\"}";

  @TempDir Path scratch;

  @Test
  void nothingOfOpenTelemetryIsLoadedWhereNoCollectorIsNamed() throws Exception {
    Path loaded = scratch.resolve("loaded.txt");
    try (PartnerStub partners = new PartnerStub();
        PackagedRelay relay =
            RelayCommand.complete(scratch.resolve("data"), partners.url())
                .java(
                    Path.of(System.getProperty("java.home")),
                    "-Xlog:class+load=info:file=" + loaded)
                .open()) {
      assertEquals(200, relay.post(FORM, "Prefer", "wait=20").statusCode());
    }
    List<String> classes = Files.readAllLines(loaded);
    assertTrue(classes.stream().anyMatch(each -> each.contains("io.formrelay.watching.Counts ")));
    assertEquals(
        List.of(),
        classes.stream()
            .filter(each -> each.contains(" io.opentelemetry.") || each.contains(".Traces "))
            .toList());
  }
}
