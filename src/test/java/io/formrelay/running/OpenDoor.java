package io.formrelay.running;

import com.github.tomakehurst.wiremock.junit5.WireMockExtension;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * The HTTP door of a relay that runs as long as the tests of a class, before partners that do what
 * they are asked, anew for each test.
 */
class OpenDoor extends Door implements BeforeAllCallback, BeforeEachCallback, AfterAllCallback {

  private final WireMockExtension partners = Door.partners();
  private final AtomicReference<RunningRelay> relay;
  private final Supplier<Path> data;
  private final Map<String, String> settings;

  /**
   * Registered in a static field, it starts and stops the relay.
   *
   * @param data the relay's folder, there by the time the relay starts
   * @param settings the relay's; {@code <partners>} in them stands for the partners' address
   */
  OpenDoor(Supplier<Path> data, Map<String, String> settings) {
    this(new AtomicReference<>(), data, settings);
  }

  private OpenDoor(
      AtomicReference<RunningRelay> relay, Supplier<Path> data, Map<String, String> settings) {
    super(relay::get);
    this.relay = relay;
    this.data = data;
    this.settings = settings;
  }

  /** Both partners. */
  WireMockExtension stubs() {
    return partners;
  }

  @Override
  public void beforeAll(ExtensionContext context) throws Exception {
    partners.beforeAll(context);
    Map<String, String> all = new HashMap<>(settings);
    all.replaceAll((key, value) -> value.replace("<partners>", partners.baseUrl()));
    relay.set(RunningRelay.start(data.get(), partners.baseUrl(), all));
  }

  @Override
  public void beforeEach(ExtensionContext context) throws Exception {
    partners.beforeEach(context);
    partners.stubFor(success());
  }

  @Override
  public void afterAll(ExtensionContext context) throws Exception {
    if (relay.get() != null) {
      relay.get().close();
    }
    partners.afterAll(context);
  }
}
