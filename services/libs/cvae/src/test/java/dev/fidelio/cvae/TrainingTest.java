package dev.fidelio.cvae;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class TrainingTest {

  private static final LabelledImages IMAGES = SmallNetworks.images(100);

  @Test
  void theSameRequestGivesTheSameBytes() {
    byte[] first = trained(SmallNetworks.initial(), 2);
    byte[] second = trained(SmallNetworks.initial(), 2);

    assertThat(second).isEqualTo(first);
  }

  @Test
  void anotherSeedGivesOtherBytes() {
    TrainingSettings other = new TrainingSettings(8, 0.003, 1.0, 1235);

    assertThat(trained(Checkpoint.initial(SmallNetworks.SMALL, other), 1))
        .isNotEqualTo(trained(SmallNetworks.initial(), 1));
  }

  @Test
  void resumingFromAnEpochsBytesChangesNothing() {
    byte[] straight = trained(SmallNetworks.initial(), 4);

    byte[] half = trained(SmallNetworks.initial(), 2);
    byte[] resumed = trained(Checkpoint.read(half), 2);

    assertThat(resumed).isEqualTo(straight);
    assertThat(Checkpoint.read(resumed).epoch()).isEqualTo(4);
    assertThat(Checkpoint.read(resumed).step()).isEqualTo(4 * 13);
  }

  @Test
  void evaluatingChangesNothingAndIsTheSameEveryTime() {
    try (Training training = new Training(SmallNetworks.compute(), SmallNetworks.initial())) {
      train(training);
      byte[] before = training.checkpoint().toBytes();

      Loss first = training.evaluate(SmallNetworks.images(1_234));
      Loss second = training.evaluate(SmallNetworks.images(1_234));

      assertThat(second).isEqualTo(first);
      assertThat(training.checkpoint().toBytes()).isEqualTo(before);
    }
  }

  @Test
  void trainingMakesTheLossSmaller() {
    TrainingSettings trainingSettings = new TrainingSettings(8, 0.01, 0.5, 1);
    try (Training training =
        new Training(
            SmallNetworks.compute(), Checkpoint.initial(SmallNetworks.SMALL, trainingSettings))) {
      Loss before = training.evaluate(IMAGES);
      StepProgress last = null;
      for (int epoch = 1; epoch <= 20; epoch++) {
        last = train(training);
      }

      Loss after = training.evaluate(IMAGES);

      assertThat(after.total()).isLessThan(before.total() - 0.5);
      assertThat(last.loss().total()).isEqualTo(last.loss().bce() + 0.5 * last.loss().kl());
      assertThat(last.imagesPerSecond()).isPositive();
    }
  }

  @Test
  void everyStepIsReportedAndTheLastOneTakesWhatIsLeft() {
    List<StepProgress> reported = new ArrayList<>();
    try (Training training = new Training(SmallNetworks.compute(), SmallNetworks.initial())) {
      StepProgress result =
          training.trainEpoch(IMAGES, progress -> reported.add(progress.get())).orElseThrow();

      assertThat(reported)
          .extracting(StepProgress::step)
          .containsExactly(1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13);
      assertThat(reported).allMatch(progress -> progress.steps() == 13 && progress.epoch() == 1);
      assertThat(reported.get(12).loss()).isEqualTo(result.loss());
    }
  }

  @Test
  void fewerImagesThanABatchAreOneStep() {
    try (Training training = new Training(SmallNetworks.compute(), SmallNetworks.initial())) {
      StepProgress result =
          training.trainEpoch(SmallNetworks.images(3), step -> true).orElseThrow();

      assertThat(result.steps()).isEqualTo(1);
    }
  }

  @Test
  void aLossThatIsNotFiniteEndsTheTraining() {
    TrainingSettings wild = new TrainingSettings(8, 1e30, 1.0, 1);
    try (Training training =
        new Training(SmallNetworks.compute(), Checkpoint.initial(SmallNetworks.SMALL, wild))) {
      assertThatThrownBy(() -> train(training))
          .isInstanceOf(TrainingDivergedException.class)
          .hasMessageContaining("in epoch 1, by step 13");
    }
    try (Training training =
        new Training(SmallNetworks.compute(), Checkpoint.initial(SmallNetworks.SMALL, wild))) {
      training.trainEpoch(
          SmallNetworks.images(8), progress -> true); // one step, its loss still finite

      assertThatThrownBy(() -> training.evaluate(IMAGES))
          .isInstanceOf(TrainingDivergedException.class)
          .hasMessageContaining("after epoch 1");
    }
  }

  @Test
  void imagesThatDoNotFitTheNetworkAreRefused() {
    Architecture other = new Architecture(25, 3, List.of(4), 2);
    LabelledImages label = new LabelledImages(new byte[16], new byte[] {3}, 16);
    try (Training training = new Training(SmallNetworks.compute(), SmallNetworks.initial())) {
      assertThatThrownBy(() -> training.evaluate(SmallNetworks.images(2, other)))
          .hasMessage("the network takes images of 16 pixels, not 25");
      assertThatThrownBy(() -> training.evaluate(label))
          .hasMessage("label 3 of image 0 is not one of the network's 3 classes");
    }
  }

  private static byte[] trained(Checkpoint start, int epochs) {
    try (Training training = new Training(SmallNetworks.compute(), start)) {
      for (int epoch = 1; epoch <= epochs; epoch++) {
        train(training);
      }
      return training.checkpoint().toBytes();
    }
  }

  private static StepProgress train(Training training) {
    return training.trainEpoch(IMAGES, progress -> true).orElseThrow();
  }
}
