package dev.fidelio.registry.retention;

import java.util.List;

/**
 * The files that retention would delete now.
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
   */
  public record Item(String experimentId, String reason, List<DisposableFile> files) {

    public Item {
      files = List.copyOf(files);
    }

    /** How many bytes. */
    public long bytes() {
      return files.stream().mapToLong(DisposableFile::size).sum();
    }
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
