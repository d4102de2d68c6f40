package dev.fidelio.evaluator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.fidelio.contracts.Score;
import org.junit.jupiter.api.Test;

class ScoringTest {
  private static final String DATASET = "d".repeat(64);

  private final Quarters extractor = new Quarters();
  private final Scoring scoring = new Scoring(extractor, new References());

  @Test
  void theScoreSaysWhatItDependsOn() {
    Images reference = Pictures.noise(50, 1);

    Score score = scoring.fid(Pictures.noise(40, 2), DATASET, "test", () -> reference, () -> {});

    assertThat(score.value()).isPositive();
    assertThat(score)
        .isEqualTo(
            new Score(
                "fid",
                score.value(),
                "quarters",
                extractor.digest(),
                "plain",
                DATASET,
                "test",
                50,
                40));
  }

  @Test
  void theReferencesThemselvesScoreZero() {
    Images reference = Pictures.noise(2_000, 1);

    Score score = scoring.fid(reference, DATASET, "test", () -> reference, () -> {});

    assertThat(score.value()).isCloseTo(0, within(1e-9));
  }

  @Test
  void theReferencesAreLookedAtOnce() {
    Images reference = Pictures.noise(50, 1);

    Score first = scoring.fid(Pictures.noise(40, 2), DATASET, "test", () -> reference, () -> {});
    Score second =
        scoring.fid(
            Pictures.noise(40, 2),
            DATASET,
            "test",
            () -> {
              throw new AssertionError("asked again");
            },
            () -> {});

    assertThat(second).isEqualTo(first);
    assertThat(extractor.calls).isEqualTo(3);
  }

  @Test
  void fewerImagesThanTheFeaturesNeedAreRefused() {
    Images four = Pictures.noise(4, 1);
    Images many = Pictures.noise(50, 1);

    assertThatIllegalArgumentException()
        .isThrownBy(() -> scoring.fid(four, DATASET, "test", () -> many, () -> {}))
        .withMessage(
            "4 sampled images are too few for the 4 features of quarters; at least 5 are needed");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> scoring.fid(many, DATASET, "test", () -> four, () -> {}))
        .withMessageStartingWith("4 reference images are too few");
  }

  @Test
  void theWorkStopsWhenItIsAskedTo() {
    Images reference = Pictures.noise(50, 1);

    assertThatThrownBy(
            () ->
                scoring.fid(
                    reference,
                    DATASET,
                    "test",
                    () -> reference,
                    () -> {
                      throw new IllegalStateException("stopped");
                    }))
        .hasMessage("stopped");
    assertThat(extractor.calls).isZero();
  }
}
