package dev.fidelio.cvae;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class StepScheduleTest {

  @Test
  void whatIsConstantStays() {
    assertThat(StepSchedule.CONSTANT.learningRate(1, 100)).isEqualTo(1);
    assertThat(StepSchedule.CONSTANT.learningRate(1_000_000, 100)).isEqualTo(1);
    assertThat(StepSchedule.CONSTANT.klWeight(1, 100)).isEqualTo(1);
  }

  @Test
  void aWarmUpRisesLinearlyToTheFullRateInItsLastStep() {
    StepSchedule half = new StepSchedule(StepSchedule.Shape.CONSTANT, 0, 0.5, 0);

    assertThat(half.learningRate(1, 100)).isEqualTo(0.02);
    assertThat(half.learningRate(25, 100)).isEqualTo(0.5);
    assertThat(half.learningRate(50, 100)).isEqualTo(1);
    assertThat(half.learningRate(51, 100)).isEqualTo(1);
  }

  @Test
  void aCosineFallsFromTheFullRateAfterTheWarmUpTowardsNothingAtTheLastStep() {
    StepSchedule cosine = new StepSchedule(StepSchedule.Shape.COSINE, 3, 1, 0);

    assertThat(cosine.learningRate(100, 100)).isEqualTo(1);
    assertThat(cosine.learningRate(101, 100)).isEqualTo(1);
    assertThat(cosine.learningRate(201, 100)).isCloseTo(0.5, within(1e-12));
    assertThat(cosine.learningRate(300, 100)).isBetween(0.0, 1e-4);
    assertThat(cosine.learningRate(400, 100)).isZero();
  }

  @Test
  void theWeightOfTheKlDivergenceRisesOverItsOwnWarmUp() {
    StepSchedule warm = new StepSchedule(StepSchedule.Shape.CONSTANT, 0, 0, 2);

    assertThat(warm.klWeight(50, 100)).isEqualTo(0.25);
    assertThat(warm.klWeight(200, 100)).isEqualTo(1);
    assertThat(warm.klWeight(201, 100)).isEqualTo(1);
    assertThat(warm.learningRate(1, 100)).isEqualTo(1);
  }

  @Test
  void whatCannotBeIsRefused() {
    assertThatThrownBy(() -> new StepSchedule(StepSchedule.Shape.CONSTANT, 0, -1, 0))
        .hasMessageContaining("warmUpEpochs");
    assertThatThrownBy(() -> new StepSchedule(StepSchedule.Shape.CONSTANT, 0, 0, Double.NaN))
        .hasMessageContaining("klWarmUpEpochs");
    assertThatThrownBy(() -> new StepSchedule(StepSchedule.Shape.COSINE, 0, 0, 0))
        .hasMessageContaining("at least 1 epoch");
    assertThatThrownBy(() -> new Optimizer(Optimizer.Algorithm.ADAM, -1, 0))
        .hasMessageContaining("weightDecay");
  }
}
