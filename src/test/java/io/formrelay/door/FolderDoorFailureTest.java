package io.formrelay.door;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.camel.Exchange;
import org.apache.camel.builder.RouteBuilder;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the relay itself fails at three times goes to the dead letters, and holds nothing up. */
class FolderDoorFailureTest {

  @TempDir Path data;
  private final List<String> accepted = new CopyOnWriteArrayList<>();
  private final AtomicInteger failures = new AtomicInteger();
  private Inbox inbox;

  @BeforeEach
  void start() {
    inbox = new Inbox(data, acceptingRoute()).start();
  }

  @AfterEach
  void stop() {
    inbox.close();
  }

  private RouteBuilder acceptingRoute() {
    return new RouteBuilder() {
      @Override
      public void configure() {
        from("direct:accept")
            .errorHandler(noErrorHandler())
            .process(FolderDoorFailureTest.this::accept);
      }
    };
  }

  private void accept(Exchange exchange) {
    String body = new String(exchange.getMessage().getBody(byte[].class), StandardCharsets.UTF_8);
    if (body.contains("poison")) {
      failures.incrementAndGet();
      fail(body);
    }
    if (!accepted.contains(exchange.getProperty("key", String.class))) {
      accepted.add(exchange.getProperty("key", String.class));
    }
  }

  private static void fail(String body) {
    if (body.contains("stack")) {
      fail(body);
    } else if (body.contains("memory")) {
      throw new OutOfMemoryError("of a test");
    } else if (body.contains("stopping")) {
      throw new RejectedExecutionException("the relay ends");
    }
    throw new IllegalArgumentException("Bahçe Sokak");
  }

  private void untilTried(int times) {
    await().until(() -> failures.get() == times && isCounted(times, 2));
  }

  @ParameterizedTest
  @ValueSource(strings = {"null", "stack", "memory"})
  void aFileIsADeadLetterAfterThreeTries(String how) throws Exception {
    String form = "{\"poison\": \"" + how + "\"}";
    inbox.drop("a.json", form);
    for (int tries = 1; tries < 3; tries++) {
      int so = tries;
      await().until(() -> failures.get() > 0 && isCounted(so, 1));
      assertEquals(List.of(), inbox.deadLetters());
      inbox.drop("good" + tries + ".json", "{}");
      await().until(() -> accepted.size() == so);
      inbox.clock.forward(Duration.ofSeconds(31));
    }

    await().until(inbox::isEmpty);
    assertEquals(List.of("a.json", "a.json.reason.json"), inbox.deadLetters());
    assertEquals(form, inbox.deadLetter("a.json"));
    String reason = inbox.deadLetter("a.json.reason.json");
    assertTrue(
        reason.contains("The relay itself failed 3 times to accept this: java.lang."), reason);
    assertFalse(reason.contains("Bahçe"), reason);
  }

  /** Of a stack that overflows nobody knows how often the step was begun. */
  private boolean isCounted(int times, int element) throws Exception {
    List<String> counts =
        inbox.accepting().stream().filter(name -> name.endsWith(".failures")).toList();
    return counts.size() == 1
        && Files.readString(inbox.folder.resolve(".accepting").resolve(counts.get(0)))
            .equals((element + "\n").repeat(times));
  }

  @Test
  void theTriesAreCountedOverEndsAndStartsAndOfABatchOnlyTheElementGoes() {
    inbox.drop("many.jsonl", "{\"n\": 1}\n{\"poison\": 2}\n{\"n\": 3}\n");
    for (int tries = 1; tries < 3; tries++) {
      untilTried(tries);
      inbox.close();
      inbox = new Inbox(data, acceptingRoute()).start();
    }

    await().until(inbox::isEmpty);
    assertEquals(List.of("many.2.json", "many.2.json.reason.json"), inbox.deadLetters());
    assertEquals("{\"poison\": 2}", inbox.deadLetter("many.2.json"));
    assertEquals(2, accepted.size());
    assertEquals(3, failures.get());
  }

  @Test
  void aRouteThatEndsIsNoFailureOfTheRelay() {
    inbox.drop("a.json", "{\"poison\": \"stopping\"}");
    for (int tries = 1; tries < 6; tries++) {
      int so = tries;
      await().until(() -> failures.get() == so);
      inbox.drop("good" + tries + ".json", "{}");
      await().until(() -> accepted.size() == so);
      inbox.clock.forward(Duration.ofSeconds(31));
    }
    assertEquals(List.of(), inbox.deadLetters());
  }
}
