package dev.fidelio.tracker;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fidelio.contracts.Message;
import dev.fidelio.testing.ExampleExperiment;
import dev.fidelio.testing.ExampleScores;
import dev.fidelio.tracker.mlflow.MlflowRest;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.util.List;
import java.util.stream.LongStream;
import org.eclipse.microprofile.rest.client.inject.RestClient;
import org.junit.jupiter.api.Test;
import org.mlflow.api.proto.Service.RunStatus;

/** Models as MLflow registers them: their versions, aliases and descriptions. */
@QuarkusTest
@WithTestResource(TrackerServers.class)
class ModelIT extends MirroredExampleTest {

  @Inject @RestClient MlflowRest rest;

  @Test
  void factsAboutTheModelMayComeFirst() throws Exception {
    log.tell(model.registered(1, example), model.moved("champion", 1, 2));
    log.awaitRead();
    assertThat(mlflowReader.versions(example)).hasSize(1);

    log.tell(MirroredExamples.whole(example));
    log.awaitRead();

    assertThat(mlflowReader.runs(example)).hasSize(1);
    assertThat(mlflowReader.status(example)).isEqualTo(RunStatus.FINISHED);
    assertThat(mlflowReader.versions(example)).hasSize(1);
    assertThat(mlflowReader.versions(example).get(0).getRunId())
        .isEqualTo(mlflowReader.runId(example));
    assertThat(mlflowReader.versions(example).get(0).getDescription()).contains("FID 12.500");
    assertThat(mlflowReader.aliases(example)).containsExactly("champion: 1");
  }

  @Test
  void anAliasFollowsTheLastDecisionOnly() throws Exception {
    ExampleExperiment second =
        MirroredExamples.of(example.id() + "-b", example.model()).withFilesIn(store);
    log.tell(example.accepted(), second.accepted());
    log.tell(model.registered(1, example), model.registered(2, second));

    log.tell(model.moved("champion", 2, 4), model.moved("champion", 1, 3));
    log.awaitRead();

    assertThat(mlflowReader.aliases(example)).containsExactly("champion: 2");
  }

  @Test
  void fiftyMovesInARowEndWithTheLast() throws Exception {
    ExampleExperiment second =
        MirroredExamples.of(example.id() + "-b", example.model()).withFilesIn(store);
    List<Message> moves =
        LongStream.rangeClosed(3, 52)
            .mapToObj(sequence -> model.moved("champion", 1 + (int) (sequence % 2), sequence))
            .toList();
    log.tell(example.accepted(), second.accepted());
    log.tell(model.registered(1, example), model.registered(2, second));

    log.tell(moves);
    log.tell(moves.get(0), moves.get(24));
    log.awaitRead();

    assertThat(mlflowReader.aliases(example)).containsExactly("champion: 1");
  }

  @Test
  void anAliasThatIsRemovedAndAVersionThatIsArchivedAreSoInMlflow() throws Exception {
    log.tell(example.accepted());
    log.tell(
        model.registered(1, example),
        model.moved("champion", 1, 2),
        model.moved("challenger", 1, 3));

    log.tell(model.removed("champion", 1, 4), model.moved("champion", 1, 2), model.archived(1, 5));
    log.awaitRead();

    assertThat(mlflowReader.aliases(example)).containsExactly("challenger: 1");
    assertThat(mlflowReader.versions(example).get(0).getTagsList())
        .extracting(tag -> tag.getKey() + ": " + tag.getValue())
        .contains(
            "fidelio.archived: " + ExampleExperiment.NOON.plusSeconds(65),
            "fidelio.archived.reason: worse than the next");
  }

  @Test
  void aVersionIsDescribedByEveryScoreUnlessAUserDescribesIt() throws Exception {
    log.tell(MirroredExamples.whole(example));
    log.tell(model.registered(1, example));
    log.awaitRead();

    log.tell(example.evaluated("again", ExampleScores.EXTRACTOR, 11.5));
    log.awaitRead();
    String described = mlflowReader.versions(example).get(0).getDescription();
    rest.describeVersion(new MlflowRest.Description(example.model(), "1", "a person's own words"));
    log.tell(
        example.scorecard("default", 12.5),
        example.evaluated("again", ExampleScores.EXTRACTOR, 11.5));
    log.awaitRead();

    assertThat(described).contains("FID 12.500", "again: FID 11.500");
    assertThat(mlflowReader.versions(example).get(0).getDescription())
        .isEqualTo("a person's own words");
  }
}
