package dev.fidelio.trainer;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fidelio.contracts.Artifact;
import dev.fidelio.contracts.EpochCompleted;
import dev.fidelio.contracts.EpochCompletedBuilder;
import dev.fidelio.contracts.MetricPoint;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class EarlyStoppingTest {

  @Test
  void withoutPatienceEveryEpochIsTrainedAndTheLastIsTheModel() {
    EarlyStopping stopping = new EarlyStopping(10, 0);
    List<EpochCompleted> done = epochs(3, 1, 2, 2, 2, 2);

    assertThat(stopping.length(done)).isEqualTo(10);
    assertThat(stopping.model(done).epoch()).isEqualTo(6);
  }

  @Test
  void aTrainingIsOverWhenPatienceHasSeenNoSmallerTestLoss() {
    EarlyStopping stopping = new EarlyStopping(10, 2);

    assertThat(stopping.length(List.of())).isEqualTo(10);
    assertThat(stopping.length(epochs(3, 1, 2))).isEqualTo(10);
    assertThat(stopping.length(epochs(3, 1, 2, 0.5))).isEqualTo(10);
    assertThat(stopping.length(epochs(3, 1, 2, 1))).isEqualTo(4);
  }

  @Test
  void theFirstOfTheBestEpochsIsTheModel() {
    EarlyStopping stopping = new EarlyStopping(10, 2);

    assertThat(stopping.model(epochs(3, 1, 2, 1)).epoch()).isEqualTo(2);
    assertThat(stopping.model(epochs(3, 2, 1)).epoch()).isEqualTo(3);
  }

  private static List<EpochCompleted> epochs(double... testLosses) {
    List<EpochCompleted> epochs = new ArrayList<>();
    for (double loss : testLosses) {
      int epoch = epochs.size() + 1;
      Artifact checkpoint = new Artifact(CommittedEpochs.name(epoch), "d".repeat(64), 1);
      MetricPoint point = new MetricPoint("test_loss", epoch, loss, Instant.EPOCH);
      epochs.add(
          EpochCompletedBuilder.builder()
              .experimentId("a")
              .attempt(1)
              .epoch(epoch)
              .epochs(10)
              .checkpoint(checkpoint)
              .previousCheckpoint(null)
              .metrics(List.of(point))
              .build());
    }
    return epochs;
  }
}
