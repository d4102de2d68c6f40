package dev.fidelio.tracker;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fidelio.contracts.Ids;
import dev.fidelio.contracts.Message;
import dev.fidelio.contracts.RunTracked;
import dev.fidelio.contracts.Topic;
import dev.fidelio.messaging.Loop;
import dev.fidelio.service.LoopFactory;
import dev.fidelio.testing.ExampleExperiment;
import dev.fidelio.testing.ExampleRequest;
import dev.fidelio.testing.ExampleScores;
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
class RunIT extends MirroredExampleTest {

  TrackerServers trackerServers;

  @Inject LoopFactory loopFactory;
  @Inject MlflowProjector projector;

  @Test
  void aWholeExperimentIsMirrored() throws Exception {
    log.tell(MirroredExamples.whole(example));
    log.tell(model.registered(1, example), model.moved("champion", 1, 2));

    log.awaitRead();

    assertThat(mlflowReader.status(example)).isEqualTo(RunStatus.FINISHED);
    assertThat(mlflowReader.run(example).getInfo().getStartTime())
        .isEqualTo(ExampleExperiment.NOON.plusSeconds(1).toEpochMilli());
    assertThat(mlflowReader.run(example).getInfo().getEndTime())
        .isEqualTo(ExampleExperiment.NOON.plusSeconds(10).toEpochMilli());
    assertThat(mlflowReader.params(example))
        .containsEntry("batch_size", "32")
        .containsEntry("learning_rate", "0.003")
        .containsEntry("epochs", "2")
        .containsEntry("latent_size", "20")
        .containsEntry("hidden_sizes", "[512, 256]")
        .containsEntry("beta", "1.0")
        .containsEntry("seed", "7")
        .containsEntry("optimizer", "adam")
        .containsEntry("weight_decay", "0.0")
        .containsEntry("schedule", "constant")
        .containsEntry("warm_up_epochs", "0.0")
        .containsEntry("kl_warm_up_epochs", "0.0")
        .containsEntry("clip_norm", "0.0")
        .containsEntry("patience", "0");
    assertThat(mlflowReader.tags(example))
        .containsEntry("fidelio.experiment", example.id())
        .containsEntry("fidelio.dataset.digest", ExampleRequest.DATASET)
        .containsEntry("fidelio.extractor", "inception-mnist")
        .containsEntry("fidelio.attempt", "1")
        .containsEntry("fidelio.state", "COMPLETED")
        .containsEntry("fidelio.warnings", "2 of 10000 samples are copies of others")
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
    assertThat(mlflowReader.points(example, "test_loss"))
        .containsExactly("1875: 120.25", "3750: 112.75");
    assertThat(mlflowReader.points(example, "fid")).containsExactly("3750: 12.5");
    assertThat(
            Stream.of(
                    "fid_uncertainty", "fid_floor", "fid_noise", "kid", "kid_uncertainty", "fid_3")
                .flatMap(metric -> mlflowReader.points(example, metric).stream()))
        .containsExactly(
            "3750: 0.25", "3750: 0.04", "3750: 592.0", "3750: 0.75", "3750: 0.125", "3750: 30.0");
    assertThat(mlflowReader.points(example, "label_agreement")).containsExactly("3750: 0.875");
    assertThat(mlflowReader.artifact(example, "scores/default/scorecard.png"))
        .isEqualTo(example.content("scores/default/scorecard.png"));
    assertThat(mlflowReader.datasets(example)).containsExactly("mnist");
    assertThat(mlflowReader.artifact(example, "samples/default/grid.png"))
        .isEqualTo(example.content("samples/default/grid.png"));
    assertThat(mlflowReader.artifacts(example))
        .containsExactlyInAnyOrder(
            "checkpoints/epoch-0001.safetensors",
            "checkpoints/epoch-0002.safetensors",
            "plots/losses.png",
            "samples/default/grid.png",
            "samples/default/images.npy",
            "samples/default/labels.npy",
            "scores/default/scorecard.png");
    ModelVersion version = mlflowReader.versions(example).get(0);
    assertThat(version.getSource())
        .endsWith(mlflowReader.runId(example) + "/artifacts/checkpoints/epoch-0002.safetensors");
    assertThat(version.getDescription())
        .contains("FID 12.500 ± 0.250", "kid 0.750, label_agreement 0.875", example.id());
    assertThat(mlflowReader.aliases(example)).containsExactly("champion: 1");
    assertThat(tracked()).containsExactly(url());
    assertThat(mlflowReader.experimentTags(example))
        .containsEntry("fidelio.model", example.model())
        .hasEntrySatisfying(
            "mlflow.sharedViewState.fidelio", view -> assertThat(view).contains("metrics.`fid`"));
  }

  @Test
  void factsToldTwiceAndALogReadFromTheBeginningChangeNothing() throws Exception {
    log.tell(MirroredExamples.whole(example));
    log.tell(model.registered(1, example), model.moved("champion", 1, 2));
    log.tell(MirroredExamples.whole(example));
    log.tell(model.registered(1, example), model.moved("champion", 1, 2));

    try (Loop replay =
        loopFactory.secondProjector(
            "replay", Set.of(Topic.EXPERIMENT_EVENT, Topic.MODEL_EVENT), projector)) {
      replay.start();
      log.awaitRead();
      log.awaitRead("replay");
    }

    assertThat(mlflowReader.runs(example)).hasSize(1);
    assertThat(mlflowReader.status(example)).isEqualTo(RunStatus.FINISHED);
    assertThat(mlflowReader.points(example, "test_loss"))
        .containsExactly("1875: 120.25", "3750: 112.75");
    assertThat(mlflowReader.points(example, "fid")).containsExactly("3750: 12.5");
    assertThat(mlflowReader.datasets(example)).containsExactly("mnist");
    assertThat(mlflowReader.versions(example)).hasSize(1);
    assertThat(mlflowReader.aliases(example)).containsExactly("champion: 1");
    assertThat(tracked()).containsOnly(url());
    assertThat(log.experimentEvents())
        .filteredOn(message -> message.type().equals("run-tracked"))
        .filteredOn(message -> message.key().equals(example.id()))
        .extracting(Message::id)
        .containsOnly(
            Ids.nameBased("run-tracked/" + example.id() + "/" + mlflowReader.runId(example)));
  }

  @Test
  void aFailedExperimentsRunHasFailed() throws Exception {
    log.tell(example.accepted(), example.started(1), example.failed());
    log.awaitRead();

    assertThat(mlflowReader.status(example)).isEqualTo(RunStatus.FAILED);
    assertThat(mlflowReader.tags(example))
        .containsEntry("fidelio.failure", "the loss is not finite")
        .containsEntry(
            "mlflow.note.content", "Failed in training, attempt 5: the loss is not finite");
  }

  @Test
  void anEvaluationThatEndsBeforeTheFirstDoesNotEndTheRun() throws Exception {
    log.tell(MirroredExamples.training(example));
    log.tell(
        example.trained(),
        example.evaluated("again", ExampleScores.EXTRACTOR, 11.5),
        example.failed("no features"));
    log.awaitRead();

    assertThat(mlflowReader.points(example, "fid.again")).containsExactly("3750: 11.5");
    assertThat(mlflowReader.status(example)).isEqualTo(RunStatus.FAILED);
    assertThat(mlflowReader.tags(example))
        .containsEntry("fidelio.state", "FAILED")
        .containsEntry("mlflow.note.content", "Failed in training, attempt 5: no features");
  }

  @Test
  void aCancelledExperimentsRunIsKilledAndTheOneThatGoesOnNamesIt() throws Exception {
    ExampleExperiment next =
        MirroredExamples.of(example.id() + "-next", example.model())
            .withResumeFrom(example.id())
            .withFilesIn(store);
    log.tell(example.cancelled("too slow"), example.accepted(), example.cancelled("too slow"));
    log.tell(next.accepted(), next.scorecard("default", 3), next.cancelled("too late"));
    log.awaitRead();

    assertThat(mlflowReader.status(example)).isEqualTo(RunStatus.KILLED);
    assertThat(mlflowReader.tags(example))
        .containsEntry("fidelio.state", "CANCELLED")
        .containsEntry("fidelio.cancellation", "too slow")
        .containsEntry(
            "mlflow.note.content", "Cancelled before sampling/default was done: too slow");
    assertThat(mlflowReader.status(next)).isEqualTo(RunStatus.FINISHED);
    assertThat(mlflowReader.tags(next))
        .containsEntry("fidelio.resume-from", example.id())
        .doesNotContainKey("fidelio.cancellation");
  }

  private List<String> tracked() {
    return log.experimentEvents().stream()
        .filter(message -> message.key().equals(example.id()))
        .flatMap(message -> message.payload().stream())
        .filter(RunTracked.class::isInstance)
        .map(fact -> ((RunTracked) fact).url())
        .toList();
  }

  private String url() {
    return "%s/#/experiments/%s/runs/%s?workflowType=machine_learning"
        .formatted(
            trackerServers.mlflowUri(),
            mlflowReader.experimentId(example),
            mlflowReader.runId(example));
  }
}
