package dev.fidelio.contracts;

import java.util.List;
import java.util.Objects;

/**
 * A data set is in the store, verified. Keyed and identified by its digest.
 *
 * @param digest digest of the content, 64 hexadecimal digits
 * @param name the name under which it was fetched
 * @param origin where the files came from
 * @param trainCount training images
 * @param testCount test images
 * @param height pixels down
 * @param width pixels across
 * @param classes number of labels
 * @param testLabelCounts test images of each label, in the order of the labels
 * @param files the files
 */
public record DatasetIngested(
    String digest,
    String name,
    String origin,
    int trainCount,
    int testCount,
    int height,
    int width,
    int classes,
    List<Integer> testLabelCounts,
    List<Artifact> files)
    implements Fact {

  public DatasetIngested {
    Objects.requireNonNull(digest, "digest");
    Objects.requireNonNull(name, "name");
    Objects.requireNonNull(origin, "origin");
    testLabelCounts = testLabelCounts == null ? List.of() : List.copyOf(testLabelCounts);
    files = files == null ? List.of() : List.copyOf(files);
  }

  @Override
  public Topic topic() {
    return Topic.EXPERIMENT_EVENT;
  }

  @Override
  public String key() {
    return digest;
  }
}
