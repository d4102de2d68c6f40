package dev.fidelio.trainer;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fidelio.contracts.Artifact;
import dev.fidelio.contracts.EpochCompleted;
import dev.fidelio.contracts.ExperimentFailed;
import dev.fidelio.contracts.Hyperparameters;
import dev.fidelio.contracts.HyperparametersBuilder;
import dev.fidelio.formats.Digests;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a request may ask of a training beside its sizes, and what it may not. */
class TrainingChoicesIT {

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
  void withPatienceATrainingEndsAfterItsBestEpochWhichIsTheModel() {
    Hyperparameters hyperparameters = TrainingFixture.hyperparameters(0.1, 40, List.of(64), 2);

    ground.work("patient", null, hyperparameters, Map.of());

    List<EpochCompleted> epochs = ground.epochs("patient");
    EpochCompleted best = epochs.get(epochs.size() - 3);
    assertThat(epochs).hasSizeBetween(3, 39);
    assertThat(epochs).allMatch(epoch -> TrainingFixture.loss(epoch) >= TrainingFixture.loss(best));
    assertThat(ground.model("patient")).isEqualTo(best.checkpoint());
    assertThat(
            ground
                .store()
                .read(
                    "experiments/patient/" + CommittedEpochs.name(epochs.size()) + ".safetensors"))
        .isPresent();
  }

  @Test
  void aBestEpochThatIsDamagedBeforeItIsTheModelIsTrainedAgainToTheSameBytes() throws IOException {
    Hyperparameters hyperparameters = TrainingFixture.hyperparameters(0.1, 40, List.of(64), 2);
    ground.work("patient", null, hyperparameters, Map.of());
    Artifact model = ground.model("patient");
    ground.store().remove("experiments/patient/training/outcome.json");
    ground.cut("experiments/patient/" + model.name());

    ground.work("patient", null, hyperparameters, Map.of());

    assertThat(ground.outcome("patient").attempt()).isEqualTo(2);
    assertThat(ground.model("patient")).isEqualTo(model);
    assertThat(ground.store().read("experiments/patient/" + model.name()).map(Digests::sha256))
        .contains(model.digest());
  }

  @Test
  void everyChoiceOfATrainingIsResumedToTheSameBytes() {
    Hyperparameters hyperparameters =
        HyperparametersBuilder.builder()
            .batchSize(32)
            .learningRate(0.003)
            .epochs(TrainingFixture.EPOCHS)
            .latentSize(4)
            .hiddenSizes(List.of(64))
            .beta(1)
            .seed(1)
            .optimizer("adamw")
            .weightDecay(0.1)
            .schedule("cosine")
            .warmUpEpochs(0.5)
            .klWarmUpEpochs(2.0)
            .clipNorm(5.0)
            .patience(0)
            .build();
    ground.work("straight", null, hyperparameters, Map.of());
    ground.stopAtTheThirdEpoch(hyperparameters, Map.of());

    ground.work("disturbed", null, hyperparameters, Map.of());

    assertThat(ground.digests("disturbed")).isEqualTo(ground.digests("straight"));
    assertThat(ground.digests("straight")).isNotEqualTo(ground.undisturbed());
  }

  @Test
  void aNetworkThatMemoryCannotHoldFailsBeforeItsFirstStepAndTheNextOneIsTrained() {
    Hyperparameters huge =
        TrainingFixture.hyperparameters(0.003, TrainingFixture.EPOCHS, List.of(1_000_000_000), 0);
    ground.work("huge", null, huge, Map.of());
    ground.train("small");

    ExperimentFailed failed =
        (ExperimentFailed) ground.outcome("huge").messages().get(0).payload().orElseThrow();
    assertThat(failed.reason()).contains("hiddenSizes [1000000000]", "GB of memory", "worker has");
    assertThat(ground.epochs("small")).hasSize(TrainingFixture.EPOCHS);
  }
}
