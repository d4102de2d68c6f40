package dev.fidelio.registry.retention;

import dev.fidelio.artifacts.ArtifactStore;
import dev.fidelio.artifacts.StoreLayout;
import dev.fidelio.messaging.PeriodicTask;
import dev.fidelio.messaging.StopSignal;
import jakarta.inject.Singleton;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Deletes what lost and interrupted attempts have left in the store: of experiments that have ended
 * lately, the files beside the claims of a stage that no commit point names, a day after its
 * outcome, and files whose writer died, a day after its last byte. Nothing of it can be in use:
 * whatever an attempt does after the outcome counts for nothing.
 */
@Singleton
public class StoreSweep extends PeriodicTask {

  private static final Logger LOG = LoggerFactory.getLogger(StoreSweep.class);
  private static final Duration EVERY = Duration.ofHours(6);
  private static final Duration AGE = Duration.ofDays(1);

  /** How long ago an experiment ended at most, so that a sweep does not read the whole store. */
  private static final Duration REACH = Duration.ofDays(30);

  private final RetentionQueries retentionQueries;
  private final ArtifactStore store;
  private final Clock clock;

  StoreSweep(RetentionQueries retentionQueries, ArtifactStore store, Clock clock) {
    super("store-sweep", EVERY);
    this.retentionQueries = retentionQueries;
    this.store = store;
    this.clock = clock;
  }

  @Override
  protected void runOnce(StopSignal stop) throws SQLException {
    sweep(stop);
  }

  /**
   * Sweeps once.
   *
   * @param stop ends it early
   */
  public void sweep(StopSignal stop) throws SQLException {
    Instant before = clock.instant().minus(AGE);
    int files =
        store.sweep(StoreLayout.DATASETS, before) + store.sweep(StoreLayout.REFERENCES, before);
    for (String id : retentionQueries.endedBetween(before.minus(REACH), before)) {
      stop.check();
      List<String> lost = new StoredFiles(store, id).lost(before);
      lost.forEach(store::remove);
      files += lost.size() + store.sweep(StoreLayout.experiment(id).path(), before);
    }
    if (files > 0) {
      LOG.info("deleted {} files of lost and interrupted attempts", files);
    }
  }
}
