package dev.fidelio.contracts;

import java.util.Objects;

/**
 * A number that judges a model, with everything that another score must share to be comparable.
 *
 * @param metric {@code fid}
 * @param value the score; lower is better for a distance
 * @param extractor the network that made the features
 * @param extractorDigest SHA-256 of its weights
 * @param profile the preprocessing
 * @param datasetDigest the data set that holds the reference images
 * @param split the reference images' part of the data set
 * @param referenceCount reference images
 * @param sampleCount sampled images
 */
public record Score(
    String metric,
    double value,
    String extractor,
    String extractorDigest,
    String profile,
    String datasetDigest,
    String split,
    int referenceCount,
    int sampleCount) {

  public Score {
    Objects.requireNonNull(metric, "metric");
    Objects.requireNonNull(extractor, "extractor");
    Objects.requireNonNull(extractorDigest, "extractorDigest");
    Objects.requireNonNull(profile, "profile");
    Objects.requireNonNull(datasetDigest, "datasetDigest");
    Objects.requireNonNull(split, "split");
  }
}
