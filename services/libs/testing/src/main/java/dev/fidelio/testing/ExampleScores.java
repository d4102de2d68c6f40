package dev.fidelio.testing;

import dev.fidelio.contracts.Score;
import dev.fidelio.contracts.ScoreBuilder;
import dev.fidelio.formats.Digests;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** What an example's model scores against the test images of its data set. */
public final class ExampleScores {

  public static final String EXTRACTOR =
      Digests.sha256("the extractor".getBytes(StandardCharsets.UTF_8));

  private ExampleScores() {}

  /** A FID with its standard error; null for none. */
  public static Score fid(double value, Double error, String extractor) {
    return score("fid", value, error, null, null, extractor);
  }

  /** A FID with its companions, and all that is known of it. */
  public static List<Score> whole(double fid) {
    return List.of(
        score("fid", fid, 0.25, 0.04, 592.0, EXTRACTOR),
        score("kid", 0.75, 0.125, null, null, EXTRACTOR),
        score("fid_3", 30, null, null, null, EXTRACTOR),
        score("label_agreement", 0.875, null, null, null, EXTRACTOR));
  }

  private static Score score(
      String metric, double value, Double error, Double floor, Double noise, String extractor) {
    return ScoreBuilder.builder()
        .metric(metric)
        .value(value)
        .uncertainty(error)
        .floor(floor)
        .noise(noise)
        .extractor("inception-mnist")
        .extractorDigest(extractor)
        .profile("fidelio-mnist")
        .datasetDigest(ExampleRequest.DATASET)
        .split("test")
        .referenceCount(10_000)
        .sampleCount(10_000)
        .build();
  }
}
