package dev.fidelio.tracker;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fidelio.artifacts.ArtifactStore;
import dev.fidelio.contracts.Ids;
import dev.fidelio.contracts.Message;
import dev.fidelio.contracts.RunTracked;
import dev.fidelio.contracts.Topic;
import dev.fidelio.messaging.KafkaSettings;
import dev.fidelio.messaging.Loop;
import dev.fidelio.messaging.Publisher;
import dev.fidelio.service.Loops;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.eclipse.microprofile.rest.client.inject.RestClient;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.mlflow.api.proto.ModelRegistry.ModelVersion;
import org.mlflow.api.proto.Service.RunStatus;

@QuarkusTest
@WithTestResource(Servers.class)
class TrackerIT {

  private static final String TRACKER = "tracker";

  Servers servers;

  @Inject KafkaSettings kafka;
  @Inject Publisher publisher;
  @Inject ArtifactStore store;
  @Inject Loops loops;
  @Inject @RestClient MlflowRest rest;
  @Inject MlflowProjector projector;

  private Log log;
  private Seen seen;
  private Life life;

  @BeforeEach
  void liveAgain() {
    log = new Log(kafka, publisher);
    seen = new Seen(servers.mlflowUri(), rest);
    String unique = UUID.randomUUID().toString().substring(0, 8);
    life = new Life("digits-" + unique, "model-" + unique, store);
  }

  @Test
  void aWholeLifeIsMirrored() throws Exception {
    log.tell(life.all());
    log.tell(life.registered(1), life.moved("champion", 1, 2));

    log.awaitRead(TRACKER);

    assertThat(seen.status(life)).isEqualTo(RunStatus.FINISHED);
    assertThat(seen.run(life).getInfo().getStartTime()).isEqualTo(Life.NOON.toEpochMilli());
    assertThat(seen.run(life).getInfo().getEndTime())
        .isEqualTo(Life.NOON.plusSeconds(50).toEpochMilli());
    assertThat(seen.params(life))
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
    assertThat(seen.tags(life))
        .containsEntry("fidelio.experiment", life.id)
        .containsEntry("fidelio.dataset.digest", Life.DATASET)
        .containsEntry("fidelio.extractor", "inception-mnist")
        .containsEntry("fidelio.attempt", "1")
        .containsEntry("fidelio.state", "COMPLETED")
        .containsEntry("fidelio.environment.device", "cpu")
        .containsEntry("team", "vision")
        .containsEntry("a_b", "c")
        .containsEntry("mlflow.user", "fidelio")
        .containsEntry("user.mlflow.user", "mallory");
    assertThat(seen.points(life, "test_loss")).containsExactly("1875: 120.25", "3750: 112.75");
    assertThat(seen.points(life, "fid")).containsExactly("3750: 12.5");
    assertThat(
            Stream.of(
                    "fid_uncertainty", "fid_floor", "fid_noise", "kid", "kid_uncertainty", "fid_3")
                .flatMap(metric -> seen.points(life, metric).stream()))
        .containsExactly(
            "3750: 0.25", "3750: 0.04", "3750: 592.0", "3750: 0.75", "3750: 0.125", "3750: 30.0");
    assertThat(seen.points(life, "label_agreement")).containsExactly("3750: 0.875");
    assertThat(seen.artifact(life, "scores/default/scorecard.png"))
        .isEqualTo(life.content("scores/default/scorecard.png"));
    assertThat(seen.datasets(life)).containsExactly("mnist");
    assertThat(seen.artifact(life, "samples/default/grid.png"))
        .isEqualTo(life.content("samples/default/grid.png"));
    assertThat(seen.artifacts(life))
        .containsExactlyInAnyOrder(
            "checkpoints/epoch-0001.safetensors",
            "checkpoints/epoch-0002.safetensors",
            "plots/losses.png",
            "samples/default/grid.png",
            "samples/default/images.npy",
            "samples/default/labels.npy",
            "scores/default/scorecard.png");
    ModelVersion version = seen.versions(life).get(0);
    assertThat(version.getSource())
        .endsWith(seen.runId(life) + "/artifacts/checkpoints/epoch-0002.safetensors");
    assertThat(version.getDescription())
        .contains("FID 12.500 ± 0.250", "kid 0.750, label_agreement 0.875", life.id);
    assertThat(seen.aliases(life)).containsExactly("champion: 1");
    assertThat(tracked()).containsExactly(url());
    assertThat(seen.experimentTags(life))
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
        loops.secondProjector(
            "replay", Set.of(Topic.EXPERIMENT_EVENT, Topic.MODEL_EVENT), projector)) {
      replay.start();
      log.awaitRead(TRACKER);
      log.awaitRead("replay");
    }

    assertThat(seen.runs(life)).hasSize(1);
    assertThat(seen.status(life)).isEqualTo(RunStatus.FINISHED);
    assertThat(seen.points(life, "test_loss")).containsExactly("1875: 120.25", "3750: 112.75");
    assertThat(seen.points(life, "fid")).containsExactly("3750: 12.5");
    assertThat(seen.datasets(life)).containsExactly("mnist");
    assertThat(seen.versions(life)).hasSize(1);
    assertThat(seen.aliases(life)).containsExactly("champion: 1");
    assertThat(tracked()).containsOnly(url());
    assertThat(log.experimentEvents())
        .filteredOn(message -> message.type().equals("run-tracked"))
        .filteredOn(message -> message.key().equals(life.id))
        .extracting(Message::id)
        .containsOnly(Ids.nameBased("run-tracked/" + life.id + "/" + seen.runId(life)));
  }

  @Test
  void factsAboutTheModelMayComeFirst() throws Exception {
    log.tell(life.registered(1), life.moved("champion", 1, 2));
    log.awaitRead(TRACKER);
    assertThat(seen.versions(life)).hasSize(1);

    log.tell(life.all());
    log.awaitRead(TRACKER);

    assertThat(seen.runs(life)).hasSize(1);
    assertThat(seen.status(life)).isEqualTo(RunStatus.FINISHED);
    assertThat(seen.versions(life)).hasSize(1);
    assertThat(seen.versions(life).get(0).getRunId()).isEqualTo(seen.runId(life));
    assertThat(seen.versions(life).get(0).getDescription()).contains("FID 12.500");
    assertThat(seen.aliases(life)).containsExactly("champion: 1");
  }

  @Test
  void anAliasFollowsTheLastDecisionOnly() throws Exception {
    Life second = new Life(life.id + "-b", life.model, store);
    log.tell(life.accepted(), second.accepted());
    log.tell(life.registered(1), second.registered(2));

    log.tell(life.moved("champion", 2, 4), life.moved("champion", 1, 3));
    log.awaitRead(TRACKER);

    assertThat(seen.aliases(life)).containsExactly("champion: 2");
  }

  @Test
  void fiftyMovesInARowEndWithTheLast() throws Exception {
    Life second = new Life(life.id + "-b", life.model, store);
    List<Message> moves =
        LongStream.rangeClosed(3, 52)
            .mapToObj(sequence -> life.moved("champion", 1 + (int) (sequence % 2), sequence))
            .toList();
    log.tell(life.accepted(), second.accepted());
    log.tell(life.registered(1), second.registered(2));

    log.tell(moves);
    log.tell(moves.get(0), moves.get(24));
    log.awaitRead(TRACKER);

    assertThat(seen.aliases(life)).containsExactly("champion: 1");
  }

  @Test
  void anAliasThatIsRemovedAndAVersionThatIsArchivedAreSoInMlflow() throws Exception {
    log.tell(life.accepted());
    log.tell(life.registered(1), life.moved("champion", 1, 2), life.moved("challenger", 1, 3));

    log.tell(life.removed("champion", 1, 4), life.moved("champion", 1, 2), life.archived(1, 5));
    log.awaitRead(TRACKER);

    assertThat(seen.aliases(life)).containsExactly("challenger: 1");
    assertThat(seen.versions(life).get(0).getTagsList())
        .extracting(tag -> tag.getKey() + ": " + tag.getValue())
        .contains(
            "fidelio.archived: " + Life.NOON.plusSeconds(65),
            "fidelio.archived.reason: worse than the next");
  }

  @Test
  void aVersionIsDescribedByEveryScoreUnlessSomebodyElseDescribesIt() throws Exception {
    log.tell(life.all());
    log.tell(life.registered(1));
    log.awaitRead(TRACKER);

    log.tell(life.scoredAgain(11.5));
    log.awaitRead(TRACKER);
    String described = seen.versions(life).get(0).getDescription();
    rest.describeVersion(new MlflowRest.Description(life.model, "1", "a person's own words"));
    log.tell(life.evaluated(12.5), life.scoredAgain(11.5));
    log.awaitRead(TRACKER);

    assertThat(described).contains("FID 12.500", "again: FID 11.500");
    assertThat(seen.versions(life).get(0).getDescription()).isEqualTo("a person's own words");
  }

  @Test
  void aFailedExperimentsRunHasFailed() throws Exception {
    log.tell(life.accepted(), life.started(), life.failed("the loss is not finite"));
    log.awaitRead(TRACKER);

    assertThat(seen.status(life)).isEqualTo(RunStatus.FAILED);
    assertThat(seen.tags(life))
        .containsEntry("fidelio.failure", "the loss is not finite")
        .containsEntry(
            "mlflow.note.content", "Failed in training, attempt 1: the loss is not finite");
  }

  @Test
  void aCancelledExperimentsRunIsKilledAndTheOneThatGoesOnNamesIt() throws Exception {
    Life next = new Life(life.id + "-next", life.model, store, life.id);
    log.tell(life.cancelled("too slow"), life.accepted(), life.cancelled("too slow"));
    log.tell(next.accepted(), next.evaluated(3), next.cancelled("too late"));
    log.awaitRead(TRACKER);

    assertThat(seen.status(life)).isEqualTo(RunStatus.KILLED);
    assertThat(seen.tags(life))
        .containsEntry("fidelio.state", "CANCELLED")
        .containsEntry("fidelio.cancellation", "too slow")
        .containsEntry(
            "mlflow.note.content", "Cancelled before sampling/default was done: too slow");
    assertThat(seen.status(next)).isEqualTo(RunStatus.FINISHED);
    assertThat(seen.tags(next))
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
        .formatted(servers.mlflowUri(), seen.experimentId(life), seen.runId(life));
  }
}
