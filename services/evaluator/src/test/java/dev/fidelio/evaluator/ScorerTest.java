package dev.fidelio.evaluator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.fidelio.artifacts.ArtifactStore;
import dev.fidelio.contracts.Allowance;
import dev.fidelio.contracts.Score;
import dev.fidelio.contracts.ScoreBuilder;
import dev.fidelio.datasets.Dataset;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ScorerTest {
  private static final String DIGEST = "d".repeat(64);

  @TempDir Path folder;
  private final QuadrantExtractor extractor = new QuadrantExtractor();
  private final Dataset dataset = TestImages.dataset(300, DIGEST);
  private ArtifactStore store;
  private Scorer scorer;

  @BeforeEach
  void open() {
    store = ArtifactStore.at(folder.toUri());
    scorer = new Scorer(extractor, Optional.empty(), new ReferenceStore(store));
  }

  @Test
  void aScorecardHoldsEveryMetricWithWhatItDependsOn() {
    Scorecard scorecard = score(TestImages.noise(200, 1));

    assertThat(scorecard.scores())
        .extracting(Score::metric)
        .startsWith("fid", "kid", "precision", "recall", "fid_0")
        .hasSize(14);
    Score fid = scorecard.scores().get(0);
    assertThat(fid)
        .isEqualTo(
            ScoreBuilder.builder()
                .metric("fid")
                .value(fid.value())
                .uncertainty(fid.uncertainty())
                .floor(fid.floor())
                .noise(fid.noise())
                .extractor("quarters")
                .extractorDigest(extractor.digest())
                .profile("plain")
                .datasetDigest(DIGEST)
                .split("test")
                .referenceCount(300)
                .sampleCount(200)
                .build());
    assertThat(fid.uncertainty()).isPositive();
    assertThat(scorecard.scores()).allSatisfy(score -> assertThat(score.floor()).isNotNull());
    assertThat(scorecard.warnings()).isEmpty();
  }

  @Test
  void theReferencesThemselvesScoreZeroAndFillTheirOwnRegion() {
    Scorecard scorecard = score(ImageSet.of(dataset.test()).images());

    assertThat(value(scorecard, "fid")).isCloseTo(0, within(1e-9));
    assertThat(value(scorecard, "precision")).isEqualTo(1);
    assertThat(value(scorecard, "recall")).isEqualTo(1);
  }

  @Test
  void labelsWithTooFewImagesForADistanceGetTheKernelDistance() {
    Scorecard scorecard = score(TestImages.noise(70, 1));

    assertThat(scorecard.scores())
        .extracting(Score::metric)
        .contains("kid_0", "kid_9")
        .doesNotContain("fid_0");
  }

  @Test
  void anotherEvaluatorFindsTheReferencesInTheStore() {
    Scorecard first = score(TestImages.noise(200, 1));
    int calls = extractor.calls;
    Scorer other = new Scorer(extractor, Optional.empty(), new ReferenceStore(store));

    Scorecard second =
        other.score(
            TestImages.labelled(TestImages.noise(200, 1)),
            DIGEST,
            () -> {
              throw new AssertionError("asked again");
            },
            List.of(),
            () -> {});

    assertThat(second).isEqualTo(first);
    assertThat(extractor.calls).isEqualTo(calls + 1);
  }

  @Test
  void fewerImagesThanTheFeaturesNeedAreRefusedUnlessAllowed() {
    GreyImages four = TestImages.noise(4, 1);

    assertThatIllegalArgumentException()
        .isThrownBy(() -> score(four))
        .withMessage(
            "4 images are too few for the 4 features of quarters; at least 5 are needed"
                + " (evaluation.allow does not name few-images)");
    assertThat(score(four, Allowance.FEW_IMAGES).warnings())
        .containsExactly(
            "4 images are too few for the 4 features of quarters; at least 5 are needed");
  }

  @Test
  void moreSamplesThanTheDatasetHasImagesAreRefused() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> score(TestImages.noise(301, 1)))
        .withMessage("301 samples are more than the data set's 300 images");
  }

  @Test
  void anExtractorRefusesAnotherDatasetThanItsOwnUnlessAllowed() {
    extractor.dataset = Optional.of("m".repeat(64));

    assertThatIllegalArgumentException()
        .isThrownBy(() -> score(TestImages.noise(100, 1)))
        .withMessageContaining("quarters was trained on another data set")
        .withMessageContaining("other-dataset");
    assertThat(score(TestImages.noise(100, 1), Allowance.OTHER_DATASET).warnings()).hasSize(1);
  }

  @Test
  void copiesAmongTheSamplesAreAWarning() {
    GreyImages images = TestImages.noise(100, 1);
    System.arraycopy(images.pixels(), 0, images.pixels(), 784, 784);
    System.arraycopy(images.pixels(), 0, images.pixels(), 2 * 784, 784);

    assertThat(score(images).warnings()).containsExactly("2 of 100 samples are copies of others");
  }

  @Test
  void featuresThatAreNoNumbersAreNamed() {
    score(TestImages.noise(100, 1));
    extractor.broken = true;

    assertThatIllegalArgumentException()
        .isThrownBy(() -> score(TestImages.noise(100, 2)))
        .withMessage("feature 2 of vector 0 is NaN");
  }

  @Test
  void theWorkStopsWhenItIsAskedTo() {
    Supplier<Dataset> loaded = () -> dataset;

    assertThatThrownBy(
            () ->
                scorer.score(
                    TestImages.labelled(TestImages.noise(50, 1)),
                    DIGEST,
                    loaded,
                    List.of(),
                    () -> {
                      throw new IllegalStateException("stopped");
                    }))
        .hasMessage("stopped");
    assertThat(extractor.calls).isZero();
  }

  private Scorecard score(GreyImages samples, Allowance... allow) {
    return scorer.score(
        TestImages.labelled(samples), DIGEST, () -> dataset, List.of(allow), () -> {});
  }

  private static double value(Scorecard scorecard, String metric) {
    return scorecard.scores().stream()
        .filter(score -> score.metric().equals(metric))
        .findFirst()
        .orElseThrow()
        .value();
  }
}
