package dev.fidelio.tracker;

import dev.fidelio.contracts.Score;
import dev.fidelio.contracts.ScoreBuilder;
import java.util.List;

/** What a model scores against the test images of its data set. */
final class ExampleScores {

  private ExampleScores() {}

  /** With its companions, and all that is known of it. */
  static List<Score> whole(double fid) {
    return List.of(
        score("fid", fid, 0.25, 0.04, 592.0),
        score("kid", 0.75, 0.125, null, null),
        score("fid_3", 30, null, null, null),
        score("label_agreement", 0.875, null, null, null));
  }

  /** Nothing but the number. */
  static List<Score> bare(double fid) {
    return List.of(score("fid", fid, null, null, null));
  }

  private static Score score(
      String metric, double value, Double uncertainty, Double floor, Double noise) {
    return ScoreBuilder.builder()
        .metric(metric)
        .value(value)
        .uncertainty(uncertainty)
        .floor(floor)
        .noise(noise)
        .extractor("inception-mnist")
        .extractorDigest(Life.DATASET)
        .profile("fidelio")
        .datasetDigest(Life.DATASET)
        .split("test")
        .referenceCount(10_000)
        .sampleCount(10_000)
        .build();
  }
}
