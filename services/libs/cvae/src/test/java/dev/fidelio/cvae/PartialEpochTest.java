package dev.fidelio.cvae;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fidelio.formats.Safetensors;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

/** An epoch that is stopped, or whose process ends, and goes on from a checkpoint in its midst. */
class PartialEpochTest {

  private static final LabelledImages IMAGES = SmallNetworks.images(100);
  private static final int STEPS = 13;

  @Test
  void whereverAnEpochIsStoppedItEndsInTheSameBytesAndTheSameLosses() {
    Epochs undisturbed = twoEpochsFrom(afterStep(0));

    for (int stop = 1; stop <= STEPS; stop++) {
      assertThat(twoEpochsFrom(afterStep(stop))).as("step %d", stop).isEqualTo(undisturbed);
    }
  }

  @Test
  void anEpochInManyPartsIsTheSameAsInOne() {
    Epochs undisturbed = twoEpochsFrom(afterStep(0));
    byte[] state = afterStep(0);
    for (int step = 1; step < STEPS; step++) {
      state = oneStepFrom(state);
    }

    assertThat(Checkpoint.read(state).stepsOfEpoch()).isEqualTo(STEPS - 1);
    assertThat(twoEpochsFrom(state)).isEqualTo(undisturbed);
  }

  @Test
  void aTrainingThatWasStoppedGoesOnItself() {
    try (Training training = new Training(SmallNetworks.compute(), SmallNetworks.initial())) {
      Optional<StepProgress> stopped =
          training.trainEpoch(IMAGES, progress -> progress.get().step() < 5);
      Checkpoint between = training.checkpoint();
      Optional<StepProgress> ended = training.trainEpoch(IMAGES, progress -> true);

      assertThat(stopped).isEmpty();
      assertThat(between.epoch()).isZero();
      assertThat(between.step()).isEqualTo(5);
      assertThat(between.stepsOfEpoch()).isEqualTo(5);
      assertThat(ended).hasValueSatisfying(end -> assertThat(end.step()).isEqualTo(STEPS));
      assertThat(training.checkpoint().stepsOfEpoch()).isZero();
    }
  }

  @Test
  void theTimeOfBothPartsCounts() {
    Safetensors state = Safetensors.read(afterStep(12));
    String part = "{\"steps\":12,\"images\":96,\"bce\":1.0,\"kl\":1.0,\"seconds\":1000.0}";
    state.metadata().put("part", part);

    try (Training training =
        new Training(SmallNetworks.compute(), Checkpoint.read(state.toBytes()))) {
      StepProgress ended = training.trainEpoch(IMAGES, progress -> true).orElseThrow();

      assertThat(ended.imagesPerSecond()).isBetween(0.0999, 0.1);
    }
  }

  @Test
  void anEpochGoesOnOnlyWithTheImagesItWasBegunWith() {
    try (Training training =
        new Training(SmallNetworks.compute(), Checkpoint.read(afterStep(STEPS)))) {
      assertThatThrownBy(() -> training.trainEpoch(SmallNetworks.images(101), progress -> true))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessage("epoch 1 was begun with other images: 100 of them in 13 steps");
    }
  }

  /** The bytes of a checkpoint that the listener asks for, while the epoch goes on. */
  private static byte[] afterStep(int step) {
    AtomicReference<Checkpoint> checkpoint = new AtomicReference<>(SmallNetworks.initial());
    try (Training training = new Training(SmallNetworks.compute(), SmallNetworks.initial())) {
      training.trainEpoch(
          IMAGES,
          progress -> {
            if (progress.get().step() == step) {
              checkpoint.set(training.checkpoint());
            }
            return true;
          });
    }
    return checkpoint.get().toBytes();
  }

  private static byte[] oneStepFrom(byte[] state) {
    try (Training training = new Training(SmallNetworks.compute(), Checkpoint.read(state))) {
      training.trainEpoch(IMAGES, progress -> false);
      return training.checkpoint().toBytes();
    }
  }

  private static Epochs twoEpochsFrom(byte[] state) {
    try (Training training = new Training(SmallNetworks.compute(), Checkpoint.read(state))) {
      Loss first = training.trainEpoch(IMAGES, progress -> true).orElseThrow().loss();
      Loss second = training.trainEpoch(IMAGES, progress -> true).orElseThrow().loss();
      return new Epochs(first, second, TrainedDigest.of(training.checkpoint()));
    }
  }

  /** What two epochs gave: exact losses, and the digest of the state after them. */
  private record Epochs(Loss first, Loss second, String digest) {}
}
