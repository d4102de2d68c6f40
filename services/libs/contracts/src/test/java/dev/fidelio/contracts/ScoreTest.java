package dev.fidelio.contracts;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fidelio.formats.Digests;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ScoreTest {

  @Test
  void comparableScoresHaveADifference() {
    Score one = score(3.5, "fid", "e", "p", "d", "test", 100, 90);
    Score other = score(2.25, "fid", "e", "p", "d", "test", 100, 90);

    assertThat(one.minus(other)).hasValue(1.25);
  }

  @ParameterizedTest
  @CsvSource({
    "kid, e, p, d, test, 100, 90",
    "fid, other, p, d, test, 100, 90",
    "fid, e, other, d, test, 100, 90",
    "fid, e, p, other, test, 100, 90",
    "fid, e, p, d, train, 100, 90",
    "fid, e, p, d, test, 101, 90",
    "fid, e, p, d, test, 100, 91"
  })
  void scoresThatDifferInOneConditionHaveNone(
      String metric,
      String extractorDigest,
      String profile,
      String datasetDigest,
      String split,
      int references,
      int samples) {
    Score one = score(3.5, "fid", "e", "p", "d", "test", 100, 90);

    Score other =
        score(2.25, metric, extractorDigest, profile, datasetDigest, split, references, samples);

    assertThat(one.minus(other)).isEmpty();
    assertThat(other.minus(one)).isEmpty();
  }

  private static Score score(
      double value,
      String metric,
      String extractorDigest,
      String profile,
      String datasetDigest,
      String split,
      int references,
      int samples) {
    return ScoreBuilder.builder()
        .metric(metric)
        .value(value)
        .uncertainty(null)
        .floor(null)
        .noise(null)
        .extractor("x")
        .extractorDigest(Digests.sha256(extractorDigest.getBytes(StandardCharsets.UTF_8)))
        .profile(profile)
        .datasetDigest(Digests.sha256(datasetDigest.getBytes(StandardCharsets.UTF_8)))
        .split(split)
        .referenceCount(references)
        .sampleCount(samples)
        .build();
  }
}
