package dev.fidelio.registry.rest;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fidelio.contracts.Artifact;
import dev.fidelio.contracts.Hyperparameters;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ComparisonViewTest {

  @Test
  void equalVersionsDifferInNothing() {
    ComparisonView comparison =
        compare(version(1, 7, score("a", 12.5)), version(2, 7, score("a", 12.5)));

    assertThat(comparison.differences()).isEmpty();
    assertThat(comparison.scoresComparable()).isTrue();
    assertThat(comparison.notComparable()).isEmpty();
  }

  @Test
  void scoresUnderOneConditionAreComparable() {
    ComparisonView comparison =
        compare(version(1, 7, score("a", 12.5)), version(2, 8, score("a", 9)));

    assertThat(comparison.differences())
        .containsExactly("hyperparameters.seed", "scores.default.fid");
    assertThat(comparison.scoresComparable()).isTrue();
  }

  @Test
  void scoresOfDifferentExtractorsAreNot() {
    ComparisonView comparison =
        compare(version(1, 7, score("a", 12.5)), version(2, 7, score("b", 12.5)));

    assertThat(comparison.scoresComparable()).isFalse();
    assertThat(comparison.notComparable()).containsExactly("extractorDigest");
  }

  @Test
  void scoringOneAgainMakesThemComparable() {
    ComparisonView comparison =
        compare(
            version(1, 7, score("a", 12.5), score("again", "b", 11)), version(2, 7, score("b", 9)));

    assertThat(comparison.scoresComparable()).isTrue();
    assertThat(comparison.scores())
        .extracting(ComparisonView.Compared::values)
        .containsExactly(List.of(11.0, 9.0));
  }

  @Test
  void whatWasNeverScoredIsNotComparable() {
    ComparisonView comparison = compare(version(1, 7, score("a", 12.5)), version(2, 7));

    assertThat(comparison.notComparable()).containsExactly("scores");
    assertThat(comparison.differences()).containsExactly("scores.default.fid");
  }

  private static ComparisonView compare(VersionView... versions) {
    return ComparisonView.of("m", List.of(versions));
  }

  private static VersionView version(int number, long seed, ScoreView... scores) {
    return new VersionView(
        "m",
        number,
        "e-" + number,
        Instant.EPOCH,
        new Artifact("checkpoints/epoch-0001.safetensors", "c", 1),
        List.of(),
        new Hyperparameters(32, 0.003, 1, 20, List.of(512, 256), 1, seed),
        Map.of("test_loss", 112.7),
        List.of(scores),
        "d",
        null,
        null);
  }

  private static ScoreView score(String extractorDigest, double value) {
    return score("default", extractorDigest, value);
  }

  private static ScoreView score(String evaluation, String extractorDigest, double value) {
    return new ScoreView(
        evaluation,
        "fid",
        value,
        null,
        null,
        null,
        "inception-mnist",
        extractorDigest,
        "p",
        "d",
        "test",
        10,
        10);
  }
}
