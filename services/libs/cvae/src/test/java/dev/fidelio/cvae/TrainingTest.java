package dev.fidelio.cvae;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class TrainingTest {

  private static final LabelledImages IMAGES = Fixture.images(100);

  @Test
  void theSameRequestGivesTheSameBytes() {
    byte[] first = trained(Fixture.initial(), 2);
    byte[] second = trained(Fixture.initial(), 2);

    assertThat(second).isEqualTo(first);
  }

  @Test
  void anotherSeedGivesOtherBytes() {
    Settings other = new Settings(8, 0.003, 1.0, 1235);

    assertThat(trained(Checkpoint.initial(Fixture.SMALL, other), 1))
        .isNotEqualTo(trained(Fixture.initial(), 1));
  }

  @Test
  void resumingFromAnEpochsBytesChangesNothing() {
    byte[] straight = trained(Fixture.initial(), 4);

    byte[] half = trained(Fixture.initial(), 2);
    byte[] resumed = trained(Checkpoint.read(half), 2);

    assertThat(resumed).isEqualTo(straight);
    assertThat(Checkpoint.read(resumed).epoch()).isEqualTo(4);
    assertThat(Checkpoint.read(resumed).step()).isEqualTo(4 * 13);
  }

  @Test
  void evaluatingChangesNothingAndIsTheSameEveryTime() {
    try (Training training = new Training(Fixture.compute(), Fixture.initial())) {
      train(training);
      byte[] before = training.checkpoint().toBytes();

      Loss first = training.evaluate(Fixture.images(1_234));
      Loss second = training.evaluate(Fixture.images(1_234));

      assertThat(second).isEqualTo(first);
      assertThat(training.checkpoint().toBytes()).isEqualTo(before);
    }
  }

  @Test
  void trainingMakesTheLossSmaller() {
    Settings settings = new Settings(8, 0.01, 0.5, 1);
    try (Training training =
        new Training(Fixture.compute(), Checkpoint.initial(Fixture.SMALL, settings))) {
      Loss before = training.evaluate(IMAGES);
      Progress last = null;
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
  void everyStepIsHeardOfAndTheLastOneTakesWhatIsLeft() {
    List<Progress> heard = new ArrayList<>();
    try (Training training = new Training(Fixture.compute(), Fixture.initial())) {
      Progress result =
          training.trainEpoch(IMAGES, progress -> heard.add(progress.get())).orElseThrow();

      assertThat(heard)
          .extracting(Progress::step)
          .containsExactly(1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13);
      assertThat(heard).allMatch(progress -> progress.steps() == 13 && progress.epoch() == 1);
      assertThat(heard.get(12).loss()).isEqualTo(result.loss());
    }
  }

  @Test
  void fewerImagesThanABatchAreOneStep() {
    try (Training training = new Training(Fixture.compute(), Fixture.initial())) {
      Progress result = training.trainEpoch(Fixture.images(3), step -> true).orElseThrow();

      assertThat(result.steps()).isEqualTo(1);
    }
  }

  @Test
  void aLossThatIsNotFiniteEndsTheTraining() {
    Settings wild = new Settings(8, 1e30, 1.0, 1);
    try (Training training =
        new Training(Fixture.compute(), Checkpoint.initial(Fixture.SMALL, wild))) {
      assertThatThrownBy(() -> train(training))
          .isInstanceOf(TrainingDiverged.class)
          .hasMessageContaining("in epoch 1, by step 13");
    }
    try (Training training =
        new Training(Fixture.compute(), Checkpoint.initial(Fixture.SMALL, wild))) {
      training.trainEpoch(Fixture.images(8), progress -> true); // one step, its loss still finite

      assertThatThrownBy(() -> training.evaluate(IMAGES))
          .isInstanceOf(TrainingDiverged.class)
          .hasMessageContaining("after epoch 1");
    }
  }

  @Test
  void imagesThatDoNotFitTheNetworkAreRefused() {
    Architecture other = new Architecture(25, 3, List.of(4), 2);
    LabelledImages label = new LabelledImages(new byte[16], new byte[] {3}, 16);
    try (Training training = new Training(Fixture.compute(), Fixture.initial())) {
      assertThatThrownBy(() -> training.evaluate(Fixture.images(2, other)))
          .hasMessage("the network takes images of 16 pixels, not 25");
      assertThatThrownBy(() -> training.evaluate(label))
          .hasMessage("label 3 of image 0 is not one of the network's 3 classes");
    }
  }

  private static byte[] trained(Checkpoint start, int epochs) {
    try (Training training = new Training(Fixture.compute(), start)) {
      for (int epoch = 1; epoch <= epochs; epoch++) {
        train(training);
      }
      return training.checkpoint().toBytes();
    }
  }

  private static Progress train(Training training) {
    return training.trainEpoch(IMAGES, progress -> true).orElseThrow();
  }
}
