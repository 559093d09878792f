package io.formrelay.watching;

import io.formrelay.door.BatchProgress;
import io.formrelay.door.Batches;
import java.util.Comparator;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.Stream;

/**
 * Tells of the long work of a relay, the newest first: what is under way, and the last that ended.
 */
public final class WorkList implements Supplier<List<Work>> {

  private final Batches batches;
  private final BulkReplay replay;

  /** Tells of large files and of replays. */
  public WorkList(Batches batches, BulkReplay replay) {
    this.batches = batches;
    this.replay = replay;
  }

  @Override
  public List<Work> get() {
    BulkReplay.Progress last = replay.progress();
    Stream<Work> replays =
        last.stage() == BulkReplay.Stage.NONE ? Stream.empty() : Stream.of(work(last));
    return Stream.concat(batches.progress().stream().map(WorkList::work), replays)
        .sorted(Comparator.comparing(Work::startedAt).reversed())
        .toList();
  }

  private static Work work(BatchProgress batch) {
    return new Work(
        Work.BATCH,
        Impersonal.of(batch.name()),
        batch.stage().name(),
        "bytes",
        batch.read(),
        batch.size(),
        batch.accepted(),
        batch.refused(),
        batch.startedAt(),
        batch.endedAt(),
        null);
  }

  private static Work work(BulkReplay.Progress replay) {
    return new Work(
        "replay",
        Impersonal.of(replay.search()),
        replay.stage().name(),
        "dead letters",
        replay.done() + replay.failed(),
        replay.total(),
        replay.done(),
        replay.failed(),
        replay.startedAt(),
        replay.endedAt(),
        replay.problem());
  }
}
