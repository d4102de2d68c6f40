package dev.fidelio.trainer;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fidelio.contracts.EpochCompleted;
import dev.fidelio.contracts.ExperimentFailed;
import dev.fidelio.contracts.Hyperparameters;
import dev.fidelio.contracts.Message;
import dev.fidelio.contracts.MetricPoint;
import dev.fidelio.cvae.Checkpoint;
import dev.fidelio.formats.Digests;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Training, stopping, resuming and failing, on real MNIST images with a small network. */
class TrainingWorkIT {

  private static final String INTERIM = "experiments/disturbed/training/claims/0001/interim";

  @TempDir Path folder;
  private TrainingFixture ground;

  @BeforeEach
  void open() throws Exception {
    ground = new TrainingFixture(folder);
  }

  @AfterEach
  void close() {
    ground.close();
  }

  @Test
  void everyEpochIsCommittedWithItsLossesAndTheModelIsThatOfTheLast() {
    ground.train("whole");

    List<EpochCompleted> epochs = ground.epochs("whole");
    assertThat(epochs).hasSize(TrainingFixture.EPOCHS);
    assertThat(epochs.get(0).metrics())
        .extracting(MetricPoint::name)
        .contains(
            "train_loss",
            "train_bce",
            "train_kl",
            "test_loss",
            "test_bce",
            "test_kl",
            "images_per_second",
            "system/cpu_utilization_percentage",
            "system/system_memory_usage_percentage");
    assertThat(TrainingFixture.loss(epochs.get(TrainingFixture.EPOCHS - 1)))
        .isLessThan(TrainingFixture.loss(epochs.get(0)));
    assertThat(epochs.get(1).previousCheckpoint()).isEqualTo(epochs.get(0).checkpoint().digest());
    assertThat(ground.store().read("experiments/whole/checkpoints/epoch-0004.safetensors"))
        .isPresent();
    assertThat(ground.store().read("experiments/whole/plots/losses.png")).isPresent();
  }

  @Test
  void noMetricHasTwoPointsAtOneStepHoweverOftenTheMachineIsMeasured() {
    ground.trainSlowly("slow");

    List<String> points =
        ground.epochs("slow").stream()
            .flatMap(epoch -> epoch.metrics().stream())
            .map(point -> point.name() + " at step " + point.step())
            .toList();
    assertThat(points).doesNotHaveDuplicates();
    assertThat(points.stream().filter(point -> point.startsWith("system/cpu")).count())
        .isGreaterThan(TrainingFixture.EPOCHS);
  }

  @Test
  void aTrainingThatWasStoppedInItsMidstGoesOnFromItsLastStepToTheSameBytes() {
    ground.stopAtTheThirdEpoch();
    int before = ground.epochs("disturbed").size();
    List<String> kept = ground.store().list(INTERIM);

    ground.train("disturbed");

    assertThat(before).isEqualTo(2);
    assertThat(kept).hasSize(1).first().asString().startsWith("epoch-0003-step-");
    assertThat(ground.epochs("disturbed"))
        .extracting(EpochCompleted::attempt)
        .containsExactly(1, 1, 2, 2);
    assertThat(ground.digests("disturbed")).isEqualTo(ground.undisturbed());
    assertThat(ground.store().list(INTERIM)).isEmpty();
  }

  @Test
  void aStateThatWasDamagedIsPassedOver() throws IOException {
    ground.stopAtTheThirdEpoch();
    ground.cut(INTERIM + "/" + ground.store().list(INTERIM).get(0));

    ground.train("disturbed");

    assertThat(ground.digests("disturbed")).isEqualTo(ground.undisturbed());
  }

  @Test
  void aCheckpointThatWasDamagedIsSetAsideAndMadeAgainFromTheOneBefore() throws IOException {
    String second = "experiments/disturbed/" + CommittedEpochs.name(2) + ".safetensors";
    ground.stopAtTheThirdEpoch();
    ground.store().remove(INTERIM + "/" + ground.store().list(INTERIM).get(0));
    ground.cut(second);

    ground.train("disturbed");

    assertThat(ground.digests("disturbed")).isEqualTo(ground.undisturbed());
    assertThat(ground.store().read(second).map(Digests::sha256))
        .contains(ground.digests("disturbed").get(1));
    assertThat(ground.store().list("experiments/disturbed/checkpoints"))
        .anyMatch(name -> name.startsWith("epoch-0002.safetensors.damaged-"));
  }

  @Test
  void anExperimentThatResumesAnotherGoesOnFromItsLastEpoch() {
    ground.stopAtTheThirdEpoch();

    ground.work("resumed", "disturbed", 0.003);

    assertThat(ground.digests("resumed")).isEqualTo(ground.undisturbed());
    assertThat(ground.epochs("resumed").get(1).metrics())
        .isEqualTo(ground.epochs("disturbed").get(1).metrics());
    assertThat(ground.epochs("disturbed")).hasSize(2);
    assertThat(
            ground.store().read("experiments/resumed/" + CommittedEpochs.name(1) + ".safetensors"))
        .isPresent();
  }

  @Test
  void aLossThatIsNotFiniteFailsTheExperimentAndSaysWhere() {
    ground.work("diverging", null, 1);

    Message fact = ground.outcome("diverging").messages().get(0);
    ExperimentFailed failed = (ExperimentFailed) fact.payload().orElseThrow();
    assertThat(failed.reason()).contains("not finite", "epoch", "step");
  }

  @Test
  void aCheckpointNamesEveryEnvironmentThatItWasTrainedIn() {
    Map<String, String> here = Map.of("device", "cpu", "threads", "1");
    Map<String, String> there = Map.of("device", "cpu", "threads", "2");
    Hyperparameters hyperparameters =
        TrainingFixture.hyperparameters(0.003, TrainingFixture.EPOCHS, List.of(64), 0);
    ground.stopAtTheThirdEpoch(hyperparameters, here);

    ground.work("disturbed", null, hyperparameters, there);

    byte[] last =
        ground
            .store()
            .read(
                "experiments/disturbed/"
                    + CommittedEpochs.name(TrainingFixture.EPOCHS)
                    + ".safetensors")
            .orElseThrow();
    assertThat(Checkpoint.read(last).environments()).containsExactly(here, there);
  }
}
