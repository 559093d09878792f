package io.formrelay.browser;

import static com.github.tomakehurst.wiremock.client.WireMock.containing;
import static com.github.tomakehurst.wiremock.client.WireMock.okJson;
import static com.github.tomakehurst.wiremock.client.WireMock.post;
import static com.github.tomakehurst.wiremock.client.WireMock.urlEqualTo;
import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.github.tomakehurst.wiremock.client.MappingBuilder;
import com.github.tomakehurst.wiremock.stubbing.StubMapping;
import io.formrelay.ops.ManagementFile;
import io.formrelay.running.RunningRelay;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/** An operator before {@code /ops} of a relay whose partners refuse what they are told to. */
final class OperatorsDesk implements AutoCloseable {

  private final Browser browser;
  private final FormSite site;
  private final ManagementFile management;

  OperatorsDesk(Path data) throws Exception {
    browser = Browser.open();
    try {
      site = new FormSite(data, Map.of());
    } catch (Exception e) {
      browser.close();
      throw e;
    }
    management = ManagementFile.read(data).orElseThrow();
  }

  Browser browser() {
    return browser;
  }

  RunningRelay relay() {
    return site.relay();
  }

  /** What opens the page to who has it. */
  String token() {
    return management.token();
  }

  /** Lets a partner take what it has refused. */
  void relent(StubMapping refusing) {
    site.partners().removeStub(refusing);
  }

  void visit(String rest) {
    // Another query: else only the part behind # changes, and the page is not loaded anew.
    browser.visit(URI.create("about:blank"));
    browser.visit(URI.create(management.url() + "/ops" + rest));
  }

  /** Comes as one who was never here, to a desk. */
  void comeFresh() {
    browser.desk();
    visit("?lang=en");
    browser.run("sessionStorage.clear()");
  }

  void enter() {
    visit("?lang=en#key=" + management.token());
    browser.awaitText("#target-licrus .badge", "running");
  }

  String of(String what, String id) {
    return "button[aria-label=\"" + what + ": " + id + " of licrus\"]";
  }

  void clickOf(String what, String id) {
    browser.click(of(what, id));
  }

  long number(String selector) {
    return Long.parseLong(browser.text(selector).replaceAll("\\D", ""));
  }

  String audited() throws Exception {
    return Files.readString(site.relay().data().resolve("audit/audit.log"));
  }

  String form(String name) {
    return JsonNodeFactory.instance
        .objectNode()
        .put("CustomerFullName", name)
        .put("ProductNameList", "ECODENSE WT 65")
        .toString();
  }

  /** Lets Licrus refuse forms of a customer. */
  StubMapping refuse(String name, String why) {
    MappingBuilder call =
        post(urlEqualTo("/licrus/ExternalCall/Create"))
            .withRequestBody(containing(name))
            .willReturn(
                okJson(
                    JsonNodeFactory.instance
                        .objectNode()
                        .put("HasError", true)
                        .set(
                            "MessageList",
                            JsonNodeFactory.instance
                                .arrayNode()
                                .add(
                                    JsonNodeFactory.instance
                                        .objectNode()
                                        .put("Type", 1)
                                        .put("Message", why)))
                        .toString()));
    return site.partners().stubFor(call);
  }

  String refused(String name) throws Exception {
    refuse(name, "Kabul edilmedi");
    return dead(name);
  }

  String dead(String name) throws Exception {
    String id = site.relay().accepted(form(name));
    assertEquals("dead-letter", site.relay().deadLetter(id, "licrus").path("route").asText());
    return id;
  }

  @Override
  public void close() {
    site.close();
    browser.close();
  }
}
