package dev.fidelio.contracts;

import io.soabase.recordbuilder.core.RecordBuilder;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

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
@RecordBuilder
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
    Constraints.requireDigest(digest, "digest");
    Constraints.requireText(name, "name");
    Objects.requireNonNull(origin, "origin");
    origin = Texts.forPeople(origin);
    Constraints.requireNotNegative(trainCount, "trainCount");
    Constraints.requireNotNegative(testCount, "testCount");
    Constraints.requirePositive(height, "height");
    Constraints.requirePositive(width, "width");
    Constraints.requirePositive(classes, "classes");
    testLabelCounts = testLabelCounts == null ? List.of() : List.copyOf(testLabelCounts);
    Constraints.requireAll(testLabelCounts, "testLabelCounts", Constraints::requireNotNegative);
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

  @Override
  public Optional<FactName> factName() {
    return Optional.of(FactName.of("ingestion"));
  }
}
