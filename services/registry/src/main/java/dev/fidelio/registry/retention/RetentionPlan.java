package dev.fidelio.registry.retention;

import java.time.Instant;
import java.util.List;

/**
 * The files that are no longer needed.
 *
 * @param items by experiment
 */
public record RetentionPlan(List<Item> items) {

  public RetentionPlan {
    items = List.copyOf(items);
  }

  /**
   * Files of one experiment.
   *
   * @param reason why they are no longer needed
   * @param deletableFrom from when on they may be deleted, by the database's clock; null before
   *     they were observed
   */
  public record Item(
      String experimentId, String reason, List<DisposableFile> files, Instant deletableFrom) {

    public Item {
      files = List.copyOf(files);
    }

    Item deletableFrom(Instant time) {
      return new Item(experimentId, reason, files, time);
    }

    /** How many bytes. */
    public long bytes() {
      return files.stream().mapToLong(DisposableFile::size).sum();
    }
  }

  /** The part that may be deleted at that time of the database's clock. */
  RetentionPlan deletable(Instant now) {
    return new RetentionPlan(
        items.stream().filter(item -> !item.deletableFrom().isAfter(now)).toList());
  }

  /** How many files. */
  public int files() {
    return items.stream().mapToInt(item -> item.files().size()).sum();
  }

  /** How many bytes. */
  public long bytes() {
    return items.stream().mapToLong(Item::bytes).sum();
  }
}
