package dev.fidelio.contracts;

import io.soabase.recordbuilder.core.RecordBuilder;
import java.util.OptionalDouble;

/**
 * A metric of a model, with everything that another score must share to be comparable.
 *
 * <p>Metrics: {@code fid} and {@code kid}, distances, lower is better; {@code precision}, {@code
 * recall} and {@code label_agreement}, shares, higher is better. {@code fid_3} is the distance of
 * the images of label 3 alone.
 *
 * @param metric what is measured
 * @param value the score
 * @param uncertainty the standard error of {@code fid}, the standard deviation over subsets of
 *     {@code kid}; absent where none is known
 * @param floor what as many images of the training part score; absent where it was not measured
 * @param noise what as many images of noise score; absent where it was not measured
 * @param extractor the network that made the features
 * @param extractorDigest SHA-256 of its weights
 * @param profile the preprocessing
 * @param datasetDigest the data set that holds the reference images
 * @param split the reference images' part of the data set
 * @param referenceCount reference images
 * @param sampleCount sampled images
 */
@RecordBuilder
public record Score(
    String metric,
    double value,
    Double uncertainty,
    Double floor,
    Double noise,
    String extractor,
    String extractorDigest,
    String profile,
    String datasetDigest,
    String split,
    int referenceCount,
    int sampleCount) {

  public Score {
    Constraints.requireLabel(metric, "metric");
    Constraints.requireFinite(value, "value");
    Constraints.optional(uncertainty, "uncertainty", Constraints::requireFinite);
    Constraints.optional(floor, "floor", Constraints::requireFinite);
    Constraints.optional(noise, "noise", Constraints::requireFinite);
    Constraints.requireText(extractor, "extractor");
    Constraints.requireDigest(extractorDigest, "extractorDigest");
    Constraints.requireLabel(profile, "profile");
    Constraints.requireDigest(datasetDigest, "datasetDigest");
    Constraints.requireLabel(split, "split");
    Constraints.requireNotNegative(referenceCount, "referenceCount");
    Constraints.requireNotNegative(sampleCount, "sampleCount");
  }

  /** What another score must share. */
  public Comparability comparability() {
    return ComparabilityBuilder.builder()
        .metric(metric)
        .extractorDigest(extractorDigest)
        .profile(profile)
        .datasetDigest(datasetDigest)
        .split(split)
        .referenceCount(referenceCount)
        .sampleCount(sampleCount)
        .build();
  }

  /** This value less another; empty where the two cannot be compared. */
  public OptionalDouble minus(Score other) {
    return comparability().equals(other.comparability())
        ? OptionalDouble.of(value - other.value)
        : OptionalDouble.empty();
  }
}
