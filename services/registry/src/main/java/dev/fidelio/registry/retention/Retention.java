package dev.fidelio.registry.retention;

import dev.fidelio.artifacts.ArtifactStore;
import dev.fidelio.artifacts.RemovedFiles;
import dev.fidelio.artifacts.RemovedFiles.Removal;
import dev.fidelio.artifacts.StoreLayout;
import dev.fidelio.registry.history.HistoryLag;
import dev.fidelio.registry.retention.RetentionPlan.Item;
import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.inject.Singleton;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.function.BooleanSupplier;
import org.apache.kafka.common.TopicPartition;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Finds files that are no longer needed and deletes them. */
@Singleton
public class Retention {

  private static final Logger LOG = LoggerFactory.getLogger(Retention.class);
  private static final Duration PATIENCE = Duration.ofSeconds(5);
  private static final long SHORT_WHILE_MILLIS = 100;

  private final RetentionConfig config;
  private final RetentionQueries retentionQueries;
  private final RetentionObservations observations;
  private final HistoryLag history;
  private final ArtifactStore store;
  private final RemovedFiles removed;
  private final Clock clock;

  Retention(
      RetentionConfig config,
      RetentionQueries retentionQueries,
      RetentionObservations observations,
      HistoryLag history,
      ArtifactStore store,
      Clock clock) {
    this.config = config;
    this.retentionQueries = retentionQueries;
    this.observations = observations;
    this.history = history;
    this.store = store;
    this.removed = new RemovedFiles(store);
    this.clock = clock;
  }

  /** Whether any retention rule is configured. */
  private boolean isOn() {
    return config.archivedAfter().isPresent()
        || config.deadAfter().isPresent()
        || config.checkpointsKeep().isPresent();
  }

  /**
   * The files that are no longer needed, and from when on each may be deleted. That they were found
   * is recorded.
   *
   * @throws HistoryBehindException if the history does not come to what the log holds now: it may
   *     not know all uses of the files yet
   */
  public RetentionPlan plan() {
    try {
      if (!isOn()) {
        return new RetentionPlan(List.of());
      }
      awaitHistory();
      Instant now = clock.instant();
      Instant databaseNow = observations.now();
      return new RetentionPlan(
          observations.observe(items(now.isBefore(databaseNow) ? now : databaseNow)));
    } catch (SQLException | ExecutionException e) {
      throw new IllegalStateException("cannot see what is needed", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted", e);
    }
  }

  private void awaitHistory() throws SQLException, ExecutionException, InterruptedException {
    Map<TopicPartition, Long> ends = history.ends();
    long all = ends.values().stream().mapToLong(Long::longValue).sum();
    long end = System.nanoTime() + PATIENCE.toNanos();
    while (history.read(ends) < all) {
      if (System.nanoTime() > end) {
        throw new HistoryBehindException();
      }
      Thread.sleep(SHORT_WHILE_MILLIS);
    }
  }

  /** Whether no run has ended within the configured interval, by the database's clock. */
  boolean isDue() {
    Instant now = observations.now();
    return isOn()
        && !QuarkusTransaction.requiringNew()
            .call(() -> RetentionRun.isAnyBetween(now.minus(config.every()), now));
  }

  /** The part of a plan that may be deleted now. */
  RetentionPlan deletable(RetentionPlan retentionPlan) {
    return retentionPlan.deletable(observations.now());
  }

  /**
   * Deletes the files of a plan and records the run.
   *
   * @param goesOn asked before each file; where it says no, the rest stays for the next time
   */
  public void apply(RetentionPlan retentionPlan, BooleanSupplier goesOn) {
    Instant now = observations.now();
    for (Item item : retentionPlan.items()) {
      for (DisposableFile file : item.files()) {
        if (!goesOn.getAsBoolean()) {
          return;
        }
        remove(item, file, now);
      }
      LOG.info(
          "deleted {} files of {}, {} bytes: {}",
          item.files().size(),
          item.experimentId(),
          item.bytes(),
          item.reason());
    }
    RetentionRun run = new RetentionRun();
    run.endedAt = observations.now();
    run.files = retentionPlan.files();
    run.bytes = retentionPlan.bytes();
    QuarkusTransaction.requiringNew().run(run::persist);
  }

  private void remove(Item item, DisposableFile file, Instant now) {
    String name = StoreLayout.experiment(item.experimentId()).path(file.name());
    if (file.published()) {
      removed.remove(name, file.others(), new Removal(now, item.reason()));
    } else {
      store.remove(name);
    }
  }

  private List<Item> items(Instant now) throws SQLException {
    List<Item> items = new ArrayList<>();
    Set<String> given = new HashSet<>();
    if (config.archivedAfter().isPresent()) {
      Duration after = config.archivedAfter().get();
      for (String id : retentionQueries.archivedBefore(now.minus(after))) {
        given.add(id);
        add(items, id, "its version was archived", files(id).everything());
      }
    }
    if (config.deadAfter().isPresent()) {
      for (String id : retentionQueries.deadBefore(now.minus(config.deadAfter().get()))) {
        add(items, id, "it failed or was cancelled", files(id).everything());
      }
    }
    if (config.checkpointsKeep().isPresent()) {
      int keep = config.checkpointsKeep().getAsInt();
      for (Map.Entry<String, Set<String>> completed : retentionQueries.completed().entrySet()) {
        if (!given.contains(completed.getKey())) {
          List<DisposableFile> thinned =
              CheckpointThinner.dispensable(
                  files(completed.getKey()).epochs(), completed.getValue(), keep);
          add(items, completed.getKey(), "a checkpoint between the best and the last", thinned);
        }
      }
    }
    return items;
  }

  private static void add(List<Item> items, String id, String reason, List<DisposableFile> files) {
    if (!files.isEmpty()) {
      items.add(new Item(id, reason, files, null));
    }
  }

  private StoredFiles files(String experimentId) {
    return new StoredFiles(store, experimentId);
  }
}
