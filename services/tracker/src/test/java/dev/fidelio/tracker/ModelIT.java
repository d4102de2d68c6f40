package dev.fidelio.tracker;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fidelio.contracts.Message;
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
class ModelIT extends LifeTest {

  @Inject @RestClient MlflowRest rest;

  @Test
  void factsAboutTheModelMayComeFirst() throws Exception {
    log.tell(life.registered(1), life.moved("champion", 1, 2));
    log.awaitRead();
    assertThat(mlflowReader.versions(life)).hasSize(1);

    log.tell(life.all());
    log.awaitRead();

    assertThat(mlflowReader.runs(life)).hasSize(1);
    assertThat(mlflowReader.status(life)).isEqualTo(RunStatus.FINISHED);
    assertThat(mlflowReader.versions(life)).hasSize(1);
    assertThat(mlflowReader.versions(life).get(0).getRunId()).isEqualTo(mlflowReader.runId(life));
    assertThat(mlflowReader.versions(life).get(0).getDescription()).contains("FID 12.500");
    assertThat(mlflowReader.aliases(life)).containsExactly("champion: 1");
  }

  @Test
  void anAliasFollowsTheLastDecisionOnly() throws Exception {
    Life second = new Life(life.id + "-b", life.model, store);
    log.tell(life.accepted(), second.accepted());
    log.tell(life.registered(1), second.registered(2));

    log.tell(life.moved("champion", 2, 4), life.moved("champion", 1, 3));
    log.awaitRead();

    assertThat(mlflowReader.aliases(life)).containsExactly("champion: 2");
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
    log.awaitRead();

    assertThat(mlflowReader.aliases(life)).containsExactly("champion: 1");
  }

  @Test
  void anAliasThatIsRemovedAndAVersionThatIsArchivedAreSoInMlflow() throws Exception {
    log.tell(life.accepted());
    log.tell(life.registered(1), life.moved("champion", 1, 2), life.moved("challenger", 1, 3));

    log.tell(life.removed("champion", 1, 4), life.moved("champion", 1, 2), life.archived(1, 5));
    log.awaitRead();

    assertThat(mlflowReader.aliases(life)).containsExactly("challenger: 1");
    assertThat(mlflowReader.versions(life).get(0).getTagsList())
        .extracting(tag -> tag.getKey() + ": " + tag.getValue())
        .contains(
            "fidelio.archived: " + Life.NOON.plusSeconds(65),
            "fidelio.archived.reason: worse than the next");
  }

  @Test
  void aVersionIsDescribedByEveryScoreUnlessAUserDescribesIt() throws Exception {
    log.tell(life.all());
    log.tell(life.registered(1));
    log.awaitRead();

    log.tell(life.scoredAgain(11.5));
    log.awaitRead();
    String described = mlflowReader.versions(life).get(0).getDescription();
    rest.describeVersion(new MlflowRest.Description(life.model, "1", "a person's own words"));
    log.tell(life.evaluated(12.5), life.scoredAgain(11.5));
    log.awaitRead();

    assertThat(described).contains("FID 12.500", "again: FID 11.500");
    assertThat(mlflowReader.versions(life).get(0).getDescription())
        .isEqualTo("a person's own words");
  }
}
