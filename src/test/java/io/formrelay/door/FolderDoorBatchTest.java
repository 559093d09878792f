package io.formrelay.door;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.camel.AsyncCallback;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.support.AsyncProcessorSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FolderDoorBatchTest {

  @TempDir Path data;

  private static RouteBuilder accepting(Processor ledger) {
    return new RouteBuilder() {
      @Override
      public void configure() {
        from("direct:accept").errorHandler(noErrorHandler()).process(ledger);
      }
    };
  }

  private static String body(Exchange exchange) {
    return new String(exchange.getMessage().getBody(byte[].class), StandardCharsets.UTF_8);
  }

  private static String lines(int count) {
    return IntStream.rangeClosed(1, count)
        .mapToObj(i -> "{\"n\":" + i + "}\n")
        .collect(Collectors.joining());
  }

  /** A ledger that answers from a thread of its own, and only when many wait for it. */
  private static final class CommittingInGroups extends AsyncProcessorSupport {
    private final List<String> entered = new ArrayList<>();
    private final LinkedBlockingQueue<AsyncCallback> waiting = new LinkedBlockingQueue<>();
    private int mostWaiting;

    @Override
    public synchronized boolean process(Exchange exchange, AsyncCallback callback) {
      entered.add(body(exchange));
      waiting.add(callback);
      mostWaiting = Math.max(mostWaiting, waiting.size());
      return false;
    }

    synchronized int entered() {
      return entered.size();
    }

    synchronized int waiting() {
      return waiting.size();
    }

    synchronized void commit() {
      List<AsyncCallback> group = new ArrayList<>();
      waiting.drainTo(group);
      group.forEach(callback -> callback.done(false));
    }
  }

  @Test
  void manyElementsAreUnderWayAtOnceYetEnterInFileOrder() {
    CommittingInGroups ledger = new CommittingInGroups();
    try (Inbox inbox = new Inbox(data, accepting(ledger)).start()) {
      inbox.drop("batch.jsonl", lines(1000));
      int before = 0;
      while (before < 1000) {
        int most = Math.min(256, 1000 - before);
        await().until(() -> ledger.waiting() == most);
        before = ledger.entered();
        ledger.commit();
      }
      await().until(inbox::isEmpty);
    }
    assertEquals(256, ledger.mostWaiting);
    assertEquals(lines(1000), String.join("\n", ledger.entered) + "\n");
  }

  @Test
  void twentyThousandLinesEnterEachOnceInOrder() {
    List<String> entered = new ArrayList<>();
    try (Inbox inbox =
        new Inbox(data, accepting(exchange -> entered.add(body(exchange)))).start()) {
      inbox.drop("batch.jsonl", lines(20_000));
      await().until(inbox::isEmpty);
    }
    assertEquals(lines(20_000), String.join("\n", entered) + "\n");
  }

  @Test
  void aThousandFilesAreAcceptedOldestFirst() {
    List<String> entered = new ArrayList<>();
    try (Inbox inbox = new Inbox(data, accepting(exchange -> entered.add(body(exchange))))) {
      for (int i = 1; i <= 1000; i++) {
        Path file = inbox.drop("x%d.json".formatted(i * 7919 % 1009), "{\"n\":" + i + "}");
        inbox.touch(file, Duration.ofSeconds(5000 - i));
      }
      inbox.start();
      await().until(inbox::isEmpty);
    }
    assertEquals(lines(1000), String.join("\n", entered) + "\n");
  }

  @Test
  void aCrashInTheMiddleOfABatchNeitherLosesNorRepeatsAnElement() throws Exception {
    Map<String, String> ledger = new ConcurrentHashMap<>();
    Map<String, String> ledgerAtTheCrash;
    Path dataAtTheCrash = data.resolve("at-the-crash");
    CountDownLatch crash = new CountDownLatch(1);
    String bad = "batch.51.json";
    String why = ".reason.json";
    String batch = lines(50) + "{\"wrong\":51}\n" + lines(149).replace("n", "m");
    Processor dying =
        exchange -> {
          String body = body(exchange);
          if (body.contains(Inbox.WRONG)) {
            throw new Inbox.WrongException();
          }
          if (ledger.size() == 120) {
            crash.await();
          }
          ledger.put(exchange.getProperty("key", String.class), body);
        };
    try (Inbox inbox = new Inbox(data.resolve("first"), accepting(dying)).start()) {
      inbox.drop("batch.jsonl", batch);
      await()
          .until(() -> ledger.size() == 120 && inbox.deadLetters().equals(List.of(bad, bad + why)));
      copy(inbox.data, dataAtTheCrash);
      ledgerAtTheCrash = new ConcurrentHashMap<>(ledger);
      crash.countDown();
    }

    List<String> repeated = new ArrayList<>();
    Processor healthy =
        exchange -> {
          String body = body(exchange);
          if (body.contains(Inbox.WRONG)) {
            throw new Inbox.WrongException();
          }
          String known = ledgerAtTheCrash.put(exchange.getProperty("key", String.class), body);
          if (known != null) {
            assertEquals(known, body);
            repeated.add(body);
          }
        };
    try (Inbox inbox = new Inbox(dataAtTheCrash, accepting(healthy)).start()) {
      await().until(inbox::isEmpty);
      assertEquals(List.of(bad, bad + why), inbox.deadLetters());
    }
    assertEquals(120, repeated.size());
    assertEquals(
        Stream.of((lines(50) + lines(149).replace("n", "m")).split("\n")).sorted().toList(),
        ledgerAtTheCrash.values().stream().sorted().toList());
  }

  @Test
  void aStopInTheMiddleOfABatchIsQuickAndTheNextStartGoesOn() {
    Map<String, String> ledger = new ConcurrentHashMap<>();
    CommittingInGroups slow = new CommittingInGroups();
    try (Inbox inbox = new Inbox(data, accepting(slow)).start()) {
      inbox.drop("batch.jsonl", lines(2000));
      await().until(() -> slow.waiting() == 256);
      Thread commits = new Thread(inbox::close);
      commits.start();
      await().until(inbox::isStopping);
      slow.commit();
      await().until(() -> !commits.isAlive());
      assertEquals(1, inbox.accepting().size());
      assertEquals(256, slow.entered());
    }
    Processor healthy =
        exchange -> ledger.put(exchange.getProperty("key", String.class), body(exchange));
    try (Inbox inbox = new Inbox(data, accepting(healthy)).start()) {
      await().until(inbox::isEmpty);
    }
    assertEquals(2000, ledger.size());
  }

  @Test
  void aFileThatGrowsWhileItIsAcceptedIsReadOnToItsEnd() throws IOException {
    Map<String, String> ledger = new ConcurrentHashMap<>();
    CountDownLatch grown = new CountDownLatch(1);
    Processor waiting =
        exchange -> {
          ledger.put(exchange.getProperty("key", String.class), body(exchange));
          grown.await();
        };
    try (Inbox inbox = new Inbox(data, accepting(waiting)).start()) {
      inbox.drop("grows.jsonl", lines(10));
      await().until(() -> ledger.size() == 1);
      Path claimed = inbox.folder.resolve(".accepting").resolve(inbox.accepting().get(0));
      Files.writeString(
          claimed, lines(30).substring(lines(10).length()), StandardOpenOption.APPEND);
      grown.countDown();
      await().until(inbox::isEmpty);
    }
    assertEquals(
        Stream.of(lines(30).split("\n")).sorted().toList(),
        ledger.values().stream().sorted().toList());
  }

  private static void copy(Path from, Path to) throws IOException {
    try (Stream<Path> all = Files.walk(from)) {
      for (Path each : all.toList()) {
        Files.createDirectories(to);
        Path target = to.resolve(from.relativize(each).toString());
        if (!Files.isDirectory(each)) {
          Files.copy(each, target);
        } else if (!Files.exists(target)) {
          Files.createDirectory(target);
        }
      }
    }
  }
}
