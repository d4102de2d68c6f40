package dev.fidelio.registry;

import dev.fidelio.contracts.Score;
import dev.fidelio.contracts.ScoreBuilder;

/** The scores of a story's model against the test images of its data set. */
final class StoryScores {

  private StoryScores() {}

  /** A FID with its standard error; null for none. */
  static Score fid(double value, Double error, String extractor) {
    return fid(value, error, null, null, extractor, 10_000);
  }

  /** A FID of half as many samples, with everything that a scorecard says about it. */
  static Score ofScorecard() {
    return fid(11.5, 0.2, 0.04, 592.0, Story.EXTRACTOR, 5_000);
  }

  private static Score fid(
      double value, Double error, Double floor, Double noise, String extractor, int samples) {
    return ScoreBuilder.builder()
        .metric("fid")
        .value(value)
        .uncertainty(error)
        .floor(floor)
        .noise(noise)
        .extractor("inception-mnist")
        .extractorDigest(extractor)
        .profile("fidelio-mnist")
        .datasetDigest(Story.DATASET)
        .split("test")
        .referenceCount(10_000)
        .sampleCount(samples)
        .build();
  }
}
