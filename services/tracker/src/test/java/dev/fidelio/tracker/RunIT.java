package dev.fidelio.tracker;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fidelio.contracts.Ids;
import dev.fidelio.contracts.Message;
import dev.fidelio.contracts.RunTracked;
import dev.fidelio.contracts.Topic;
import dev.fidelio.messaging.Loop;
import dev.fidelio.service.LoopFactory;
import dev.fidelio.tracker.mirror.MlflowProjector;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.mlflow.api.proto.ModelRegistry.ModelVersion;
import org.mlflow.api.proto.Service.RunStatus;

/** Experiments as runs of MLflow. */
@QuarkusTest
@WithTestResource(TrackerServers.class)
class RunIT extends LifeTest {

  TrackerServers trackerServers;

  @Inject LoopFactory loopFactory;
  @Inject MlflowProjector projector;

  @Test
  void aWholeLifeIsMirrored() throws Exception {
    log.tell(life.all());
    log.tell(life.registered(1), life.moved("champion", 1, 2));

    log.awaitRead();

    assertThat(mlflowReader.status(life)).isEqualTo(RunStatus.FINISHED);
    assertThat(mlflowReader.run(life).getInfo().getStartTime()).isEqualTo(Life.NOON.toEpochMilli());
    assertThat(mlflowReader.run(life).getInfo().getEndTime())
        .isEqualTo(Life.NOON.plusSeconds(50).toEpochMilli());
    assertThat(mlflowReader.params(life))
        .containsEntry("batch_size", "32")
        .containsEntry("learning_rate", "0.003")
        .containsEntry("epochs", "2")
        .containsEntry("latent_size", "20")
        .containsEntry("hidden_sizes", "[512, 256]")
        .containsEntry("beta", "1.0")
        .containsEntry("seed", "1234")
        .containsEntry("optimizer", "adam")
        .containsEntry("weight_decay", "0.0")
        .containsEntry("schedule", "constant")
        .containsEntry("warm_up_epochs", "0.0")
        .containsEntry("kl_warm_up_epochs", "0.0")
        .containsEntry("clip_norm", "0.0")
        .containsEntry("patience", "0");
    assertThat(mlflowReader.tags(life))
        .containsEntry("fidelio.experiment", life.id)
        .containsEntry("fidelio.dataset.digest", Life.DATASET)
        .containsEntry("fidelio.extractor", "inception-mnist")
        .containsEntry("fidelio.attempt", "1")
        .containsEntry("fidelio.state", "COMPLETED")
        .containsEntry("fidelio.environment.device", "cpu")
        .containsEntry("team", "vision")
        .containsEntry("mlflow.user", "fidelio")
        .containsEntry("user.mlflow.user", "mallory")
        .containsEntry("user.user.mlflow.user", "trent")
        .containsEntry("a_x7C_b", "c")
        .containsEntry("a/b", "d")
        .containsEntry("团队", "视觉")
        .containsEntry("项目", "二")
        .containsEntry("_x1F600_", "👩‍👩‍👧")
        .containsEntry("_x2E_._x2F_e_x301__xA__x22_", "")
        .containsEntry("x".repeat(250), "long");
    assertThat(mlflowReader.points(life, "test_loss"))
        .containsExactly("1875: 120.25", "3750: 112.75");
    assertThat(mlflowReader.points(life, "fid")).containsExactly("3750: 12.5");
    assertThat(
            Stream.of(
                    "fid_uncertainty", "fid_floor", "fid_noise", "kid", "kid_uncertainty", "fid_3")
                .flatMap(metric -> mlflowReader.points(life, metric).stream()))
        .containsExactly(
            "3750: 0.25", "3750: 0.04", "3750: 592.0", "3750: 0.75", "3750: 0.125", "3750: 30.0");
    assertThat(mlflowReader.points(life, "label_agreement")).containsExactly("3750: 0.875");
    assertThat(mlflowReader.artifact(life, "scores/default/scorecard.png"))
        .isEqualTo(life.content("scores/default/scorecard.png"));
    assertThat(mlflowReader.datasets(life)).containsExactly("mnist");
    assertThat(mlflowReader.artifact(life, "samples/default/grid.png"))
        .isEqualTo(life.content("samples/default/grid.png"));
    assertThat(mlflowReader.artifacts(life))
        .containsExactlyInAnyOrder(
            "checkpoints/epoch-0001.safetensors",
            "checkpoints/epoch-0002.safetensors",
            "plots/losses.png",
            "samples/default/grid.png",
            "samples/default/images.npy",
            "samples/default/labels.npy",
            "scores/default/scorecard.png");
    ModelVersion version = mlflowReader.versions(life).get(0);
    assertThat(version.getSource())
        .endsWith(mlflowReader.runId(life) + "/artifacts/checkpoints/epoch-0002.safetensors");
    assertThat(version.getDescription())
        .contains("FID 12.500 ± 0.250", "kid 0.750, label_agreement 0.875", life.id);
    assertThat(mlflowReader.aliases(life)).containsExactly("champion: 1");
    assertThat(tracked()).containsExactly(url());
    assertThat(mlflowReader.experimentTags(life))
        .containsEntry("fidelio.model", life.model)
        .hasEntrySatisfying(
            "mlflow.sharedViewState.fidelio", view -> assertThat(view).contains("metrics.`fid`"));
  }

  @Test
  void factsToldTwiceAndALogReadFromTheBeginningChangeNothing() throws Exception {
    log.tell(life.all());
    log.tell(life.registered(1), life.moved("champion", 1, 2));
    log.tell(life.all());
    log.tell(life.registered(1), life.moved("champion", 1, 2));

    try (Loop replay =
        loopFactory.secondProjector(
            "replay", Set.of(Topic.EXPERIMENT_EVENT, Topic.MODEL_EVENT), projector)) {
      replay.start();
      log.awaitRead();
      log.awaitRead("replay");
    }

    assertThat(mlflowReader.runs(life)).hasSize(1);
    assertThat(mlflowReader.status(life)).isEqualTo(RunStatus.FINISHED);
    assertThat(mlflowReader.points(life, "test_loss"))
        .containsExactly("1875: 120.25", "3750: 112.75");
    assertThat(mlflowReader.points(life, "fid")).containsExactly("3750: 12.5");
    assertThat(mlflowReader.datasets(life)).containsExactly("mnist");
    assertThat(mlflowReader.versions(life)).hasSize(1);
    assertThat(mlflowReader.aliases(life)).containsExactly("champion: 1");
    assertThat(tracked()).containsOnly(url());
    assertThat(log.experimentEvents())
        .filteredOn(message -> message.type().equals("run-tracked"))
        .filteredOn(message -> message.key().equals(life.id))
        .extracting(Message::id)
        .containsOnly(Ids.nameBased("run-tracked/" + life.id + "/" + mlflowReader.runId(life)));
  }

  @Test
  void aFailedExperimentsRunHasFailed() throws Exception {
    log.tell(life.accepted(), life.started(), life.failed("the loss is not finite"));
    log.awaitRead();

    assertThat(mlflowReader.status(life)).isEqualTo(RunStatus.FAILED);
    assertThat(mlflowReader.tags(life))
        .containsEntry("fidelio.failure", "the loss is not finite")
        .containsEntry(
            "mlflow.note.content", "Failed in training, attempt 1: the loss is not finite");
  }

  @Test
  void anEvaluationThatEndsBeforeTheFirstDoesNotEndTheRun() throws Exception {
    log.tell(life.training());
    log.tell(life.trained(), life.scoredAgain(11.5), life.failed("no features"));
    log.awaitRead();

    assertThat(mlflowReader.points(life, "fid.again")).containsExactly("3750: 11.5");
    assertThat(mlflowReader.status(life)).isEqualTo(RunStatus.FAILED);
    assertThat(mlflowReader.tags(life))
        .containsEntry("fidelio.state", "FAILED")
        .containsEntry("mlflow.note.content", "Failed in training, attempt 1: no features");
  }

  @Test
  void aCancelledExperimentsRunIsKilledAndTheOneThatGoesOnNamesIt() throws Exception {
    Life next = new Life(life.id + "-next", life.model, store, life.id);
    log.tell(life.cancelled("too slow"), life.accepted(), life.cancelled("too slow"));
    log.tell(next.accepted(), next.evaluated(3), next.cancelled("too late"));
    log.awaitRead();

    assertThat(mlflowReader.status(life)).isEqualTo(RunStatus.KILLED);
    assertThat(mlflowReader.tags(life))
        .containsEntry("fidelio.state", "CANCELLED")
        .containsEntry("fidelio.cancellation", "too slow")
        .containsEntry(
            "mlflow.note.content", "Cancelled before sampling/default was done: too slow");
    assertThat(mlflowReader.status(next)).isEqualTo(RunStatus.FINISHED);
    assertThat(mlflowReader.tags(next))
        .containsEntry("fidelio.resume-from", life.id)
        .doesNotContainKey("fidelio.cancellation");
  }

  private List<String> tracked() {
    return log.experimentEvents().stream()
        .filter(message -> message.key().equals(life.id))
        .flatMap(message -> message.payload().stream())
        .filter(RunTracked.class::isInstance)
        .map(fact -> ((RunTracked) fact).url())
        .toList();
  }

  private String url() {
    return "%s/#/experiments/%s/runs/%s?workflowType=machine_learning"
        .formatted(
            trackerServers.mlflowUri(), mlflowReader.experimentId(life), mlflowReader.runId(life));
  }
}
