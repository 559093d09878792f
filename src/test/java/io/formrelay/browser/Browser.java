package io.formrelay.browser;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.deque.html.axecore.selenium.AxeBuilder;
import java.io.File;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.awaitility.core.ConditionTimeoutException;
import org.openqa.selenium.By;
import org.openqa.selenium.Dimension;
import org.openqa.selenium.NoSuchElementException;
import org.openqa.selenium.StaleElementReferenceException;
import org.openqa.selenium.WebElement;
import org.openqa.selenium.chrome.ChromeDriver;
import org.openqa.selenium.chrome.ChromeDriverService;
import org.openqa.selenium.chrome.ChromeOptions;
import org.openqa.selenium.support.ui.Select;

/** A real Chromium that nobody sees, and what a person does with it. */
final class Browser implements AutoCloseable {

  /** The rules of WCAG 2.2, levels A and AA. */
  private static final List<String> RULES =
      List.of("wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice");

  private final ChromeDriver driver;

  private Browser(ChromeDriver driver) {
    this.driver = driver;
  }

  /** Opens a browser on a desk. */
  static Browser open() {
    return open(new ChromeOptions());
  }

  /** Opens a browser that runs no scripts. */
  static Browser withoutScripts() {
    return open(
        new ChromeOptions()
            .setExperimentalOption(
                "prefs", Map.of("profile.managed_default_content_settings.javascript", 2)));
  }

  private static Browser open(ChromeOptions options) {
    File driver = program("chromedriver");
    File chromium = program("chromium");
    boolean there = driver != null && chromium != null;
    if (!"required".equals(System.getenv("FORMRELAY_BROWSER"))) {
      assumeTrue(there, "Chromium and its driver are not installed");
    }
    options.setBinary(chromium);
    options.addArguments(
        "--headless=new", "--no-sandbox", "--disable-dev-shm-usage", "--window-size=1100,1600");
    ChromeDriverService service =
        new ChromeDriverService.Builder().usingDriverExecutable(driver).usingAnyFreePort().build();
    return new Browser(new ChromeDriver(service, options));
  }

  private static File program(String name) {
    return Stream.of(System.getenv("PATH").split(File.pathSeparator))
        .map(folder -> new File(folder, name))
        .filter(File::canExecute)
        .findFirst()
        .orElse(null);
  }

  void desk() {
    driver.manage().window().setSize(new Dimension(1100, 1600));
  }

  void phone() {
    driver.manage().window().setSize(new Dimension(390, 844));
  }

  /** Opens a page, and waits until the one before is gone. */
  void visit(URI page) {
    WebElement before = driver.findElement(By.tagName("html"));
    driver.get(page.toString());
    await().until(() -> isGone(before));
  }

  /** Clicks on what leads to another page, and waits until this one is gone. */
  void follow(String selector) {
    WebElement before = driver.findElement(By.tagName("html"));
    click(selector);
    await().until(() -> isGone(before));
  }

  private static boolean isGone(WebElement element) {
    try {
      element.isEnabled();
      return false;
    } catch (StaleElementReferenceException | NoSuchElementException gone) {
      return true;
    }
  }

  void type(String field, String text) {
    WebElement input = element("#" + field);
    input.clear();
    input.sendKeys(text);
  }

  void choose(String field, String option) {
    new Select(element("#" + field)).selectByVisibleText(option);
  }

  List<String> options(String field) {
    return new Select(element("#" + field)).getOptions().stream().map(WebElement::getText).toList();
  }

  void click(String selector) {
    element(selector).click();
  }

  String value(String field) {
    return element("#" + field).getDomProperty("value");
  }

  boolean checked(String field) {
    return element("#" + field).isSelected();
  }

  String attribute(String selector, String name) {
    return element(selector).getDomAttribute(name);
  }

  String text(String selector) {
    return element(selector).getText();
  }

  /** A page that is said to be there may still be on its way. */
  private WebElement element(String selector) {
    By place = By.cssSelector(selector);
    try {
      return await().until(() -> driver.findElements(place), found -> !found.isEmpty()).get(0);
    } catch (ConditionTimeoutException e) {
      throw new AssertionError(
          "no " + selector + " at " + driver.getCurrentUrl() + ": " + driver.getPageSource(), e);
    }
  }

  /** Whether it is shown right now. */
  boolean shows(String selector) {
    List<WebElement> found = driver.findElements(By.cssSelector(selector));
    return !found.isEmpty() && found.get(0).isDisplayed();
  }

  /** Waits until something is shown that holds this text. */
  void awaitText(String selector, String text) {
    await()
        .alias(text)
        .ignoreExceptions()
        .until(() -> shows(selector) && text(selector).contains(text));
  }

  /** The error beside a field, without what is said to those who cannot see it. */
  String error(String field) {
    return element("#" + field + "-error")
        .getDomProperty("textContent")
        .replaceFirst("^(Hata|Error): ", "");
  }

  /** Waits until nothing of that kind is shown any more. */
  void awaitGone(String selector) {
    await().alias(selector).ignoreExceptions().until(() -> !shows(selector));
  }

  /** What is written there, shown or not, as in the description of a picture. */
  String written(String selector) {
    return driver.findElement(By.cssSelector(selector)).getDomProperty("textContent");
  }

  String address() {
    return driver.getCurrentUrl();
  }

  void press(CharSequence... keys) {
    driver.switchTo().activeElement().sendKeys(keys);
  }

  String focusedLabel() {
    return driver.switchTo().activeElement().getDomAttribute("aria-label");
  }

  String focused() {
    return driver.switchTo().activeElement().getDomAttribute("id");
  }

  /** How many things were fetched whose address holds this. */
  long requested(String part) {
    String script =
        "return performance.getEntriesByType('resource').filter(e => e.name.includes('%s')).length";
    return (long) run(script.formatted(part));
  }

  Object run(String script) {
    return driver.executeScript(script);
  }

  /** Comes from another address, as a proxy would tell it. */
  void from(String address) {
    driver.executeCdpCommand("Network.enable", Map.of());
    driver.executeCdpCommand(
        "Network.setExtraHTTPHeaders", Map.of("headers", Map.of("X-Forwarded-For", address)));
  }

  void offline(boolean offline) {
    driver.executeCdpCommand("Network.enable", Map.of());
    driver.executeCdpCommand(
        "Network.emulateNetworkConditions",
        Map.of("offline", offline, "latency", 0, "downloadThroughput", -1, "uploadThroughput", -1));
  }

  void intoFrame() {
    driver.switchTo().frame(0);
  }

  /** Nothing on the page keeps anybody out. */
  void assertAccessible() {
    assertEquals(
        List.of(),
        new AxeBuilder()
            .withTags(RULES).analyze(driver).getViolations().stream()
                .map(rule -> rule.getId() + ": " + rule.getNodes().get(0).getHtml())
                .toList());
  }

  /** The page is not wider than the screen. */
  void assertNothingToScrollSideways() {
    assertEquals(
        0L,
        ((Number)
                driver.executeScript(
                    "return Math.max(0, document.documentElement.scrollWidth - innerWidth)"))
            .longValue());
  }

  @Override
  public void close() {
    driver.quit();
  }
}
