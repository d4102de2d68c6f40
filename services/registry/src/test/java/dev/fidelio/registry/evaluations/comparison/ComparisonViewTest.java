package dev.fidelio.registry.evaluations.comparison;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.fidelio.contracts.Artifact;
import dev.fidelio.contracts.Hyperparameters;
import dev.fidelio.contracts.HyperparametersBuilder;
import dev.fidelio.formats.Digests;
import dev.fidelio.registry.evaluations.comparison.TrainingView.Minimum;
import dev.fidelio.registry.models.ScoreView;
import dev.fidelio.registry.models.ScoreViewBuilder;
import dev.fidelio.registry.models.VersionView;
import dev.fidelio.registry.models.VersionViewBuilder;
import java.time.Instant;
import java.util.Arrays;
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
        .extracting(ComparedScores::values)
        .containsExactly(List.of(11.0, 9.0));
  }

  @Test
  void whatWasNeverScoredIsNotComparable() {
    ComparisonView comparison = compare(version(1, 7, score("a", 12.5)), version(2, 7));

    assertThat(comparison.notComparable()).containsExactly("scores");
    assertThat(comparison.differences()).containsExactly("scores.default.fid");
  }

  @Test
  void inEachPartOfTheTableWhatDiffersComesFirst() {
    ComparisonView comparison =
        compare(version(1, 7, score("a", 12.5)), version(2, 8, score("a", 12.5)));

    assertThat(rows(comparison, "hyperparameters")).startsWith("seed", "batchSize");
    assertThat(rows(comparison, "losses"))
        .startsWith("best_train_loss_epoch", "test_loss")
        .contains("best_test_loss");
    assertThat(comparison.rows())
        .filteredOn(ComparisonRow::differs)
        .extracting(ComparisonRow::name, ComparisonRow::values)
        .containsExactly(
            tuple("seed", List.of(7L, 8L)), tuple("best_train_loss_epoch", List.of(1, 2)));
  }

  @Test
  void aScoreThatIsNotComparableHasNoValuesInTheTable() {
    ComparisonView comparison =
        compare(version(1, 7, score("a", 12.5)), version(2, 7, score("b", 12.5)));

    ComparisonRow fid =
        comparison.rows().stream()
            .filter(row -> row.name().equals("fid"))
            .findFirst()
            .orElseThrow();

    assertThat(fid.values()).containsExactly(null, null);
    assertThat(fid.note()).isEqualTo("not comparable: extractorDigest");
  }

  @Test
  void aTableIsCsvWithALineForEachProperty() {
    ComparisonView comparison =
        compare(version(1, 7, score("a", 12.5)), version(2, 8, score("b", 9)));

    String csv = ComparisonCsv.of(comparison);

    assertThat(csv).startsWith("part,name,version 1,version 2,differs,note\r\n");
    assertThat(csv.lines())
        .contains(
            "hyperparameters,seed,7,8,true,",
            "hyperparameters,hiddenSizes,512 256,512 256,false,",
            "data,dataset,\"mnist, small\",\"mnist, small\",false,",
            "scores,fid,,,true,not comparable: extractorDigest");
  }

  private static List<String> rows(ComparisonView comparison, String part) {
    return comparison.rows().stream()
        .filter(row -> row.part().equals(part))
        .map(ComparisonRow::name)
        .toList();
  }

  private static ComparisonView compare(VersionView... versions) {
    return ComparisonView.of(
        "m", List.of(versions), Arrays.stream(versions).map(v -> training(v.version())).toList());
  }

  private static TrainingView training(int version) {
    return TrainingViewBuilder.builder()
        .version(version)
        .dataset("mnist, small")
        .best(Map.of("train_loss", new Minimum(110, version), "test_loss", new Minimum(112, 1)))
        .imagesPerSecond(5000.0)
        .durationSeconds(12.5)
        .attempts(1)
        .build();
  }

  private static VersionView version(int number, long seed, ScoreView... scores) {
    return VersionViewBuilder.builder()
        .model("m")
        .version(number)
        .experimentId("e-" + number)
        .registeredAt(Instant.EPOCH)
        .checkpoint(
            new Artifact("checkpoints/epoch-0001.safetensors", Digests.sha256(new byte[0]), 1))
        .aliases(List.of())
        .hyperparameters(
            HyperparametersBuilder.builder(Hyperparameters.defaults(seed)).epochs(1).build())
        .losses(Map.of("test_loss", 112.7))
        .scores(List.of(scores))
        .datasetDigest("d")
        .mlflow(null)
        .archived(null)
        .build();
  }

  private static ScoreView score(String extractorDigest, double value) {
    return score("default", extractorDigest, value);
  }

  private static ScoreView score(String evaluation, String extractorDigest, double value) {
    return ScoreViewBuilder.builder()
        .evaluation(evaluation)
        .metric("fid")
        .value(value)
        .uncertainty(null)
        .floor(null)
        .noise(null)
        .extractor("inception-mnist")
        .extractorDigest(extractorDigest)
        .profile("p")
        .datasetDigest("d")
        .split("test")
        .referenceCount(10)
        .sampleCount(10)
        .build();
  }
}
