package dev.fidelio.tracker;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;

import dev.fidelio.artifacts.ArtifactStore;
import dev.fidelio.contracts.AliasDrifted;
import dev.fidelio.contracts.AliasDriftedBuilder;
import dev.fidelio.contracts.AliasMended;
import dev.fidelio.contracts.Ids;
import dev.fidelio.contracts.Message;
import dev.fidelio.messaging.StopSignal;
import dev.fidelio.testing.ExampleExperiment;
import dev.fidelio.testing.ExampleModel;
import dev.fidelio.tracker.drift.DriftTask;
import dev.fidelio.tracker.mlflow.MlflowRest;
import dev.fidelio.tracker.models.AliasDrift;
import dev.fidelio.tracker.models.MirroredAlias;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.net.ConnectException;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.rest.client.inject.RestClient;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Aliases that a user moves in MLflow are moved back. */
@QuarkusTest
@WithTestResource(TrackerServers.class)
class AliasDriftIT {

  private static final Duration LIMIT = Duration.ofMinutes(3);

  TrackerServers trackerServers;

  @Inject ArtifactStore store;
  @Inject DriftTask drifts;
  @Inject @RestClient MlflowRest rest;
  @Inject Log log;
  @Inject MlflowReader mlflowReader;

  private ExampleExperiment example;
  private ExampleExperiment second;
  private ExampleModel model;

  @BeforeEach
  void twoVersionsAndAChampion() throws Exception {
    String unique = UUID.randomUUID().toString().substring(0, 8);
    example = MirroredExamples.of("digits-" + unique, "model-" + unique).withFilesIn(store);
    model = new ExampleModel(example.model());
    second = MirroredExamples.of("other-" + unique, example.model()).withFilesIn(store);
    log.tell(example.accepted(), second.accepted());
    log.tell(
        model.registered(1, example), model.registered(2, second), model.moved("champion", 1, 3));
    log.awaitRead();
  }

  @Test
  void whateverAUserDoesToAnAliasIsReportedOnceAndMended() throws Exception {
    log.tell(model.moved("challenger", 2, 4), model.removed("challenger", 2, 5));
    log.awaitRead();
    rest.setAlias(new MlflowRest.Alias(example.model(), "mine", "2"));

    rest.setAlias(new MlflowRest.Alias(example.model(), "champion", "2"));
    awaitPairs(1);
    rest.deleteAlias(new MlflowRest.AliasName(example.model(), "champion"));
    awaitPairs(2);
    rest.setAlias(new MlflowRest.Alias(example.model(), "challenger", "1"));
    awaitPairs(3);
    rest.setAlias(new MlflowRest.Alias(example.model(), "champion", "2"));
    awaitPairs(4);

    assertThat(facts(AliasDrifted.class))
        .containsExactly(
            AliasDriftedBuilder.builder()
                .model(example.model())
                .alias("champion")
                .sequence(3)
                .expected(1)
                .found(2)
                .foundInMlflow("2")
                .build(),
            AliasDriftedBuilder.builder()
                .model(example.model())
                .alias("champion")
                .sequence(3)
                .expected(1)
                .found(null)
                .foundInMlflow(null)
                .build(),
            AliasDriftedBuilder.builder()
                .model(example.model())
                .alias("challenger")
                .sequence(5)
                .expected(null)
                .found(1)
                .foundInMlflow("1")
                .build(),
            AliasDriftedBuilder.builder()
                .model(example.model())
                .alias("champion")
                .sequence(3)
                .expected(1)
                .found(2)
                .foundInMlflow("2")
                .build());
    assertThat(log.modelEvents(example.model())).extracting(Message::id).doesNotHaveDuplicates();
    assertThat(facts(AliasMended.class))
        .extracting(AliasMended::driftedAt)
        .isEqualTo(
            log.modelEvents(example.model()).stream()
                .filter(message -> message.type().equals("alias-drifted"))
                .map(Message::time)
                .toList());
    assertThat(mlflowReader.aliases(example)).containsExactlyInAnyOrder("champion: 1", "mine: 2");
  }

  @Test
  void whoeverGoesOnAfterACrashSaysTheSame() {
    AliasDrifted fact =
        AliasDriftedBuilder.builder()
            .model(example.model())
            .alias("champion")
            .sequence(3)
            .expected(1)
            .found(2)
            .foundInMlflow("2")
            .build();
    AliasDrift noticed = AliasDrift.noticed(fact, ExampleExperiment.NOON);

    // As after a crash before the log had it, and after one before all was crossed out.
    note(noticed);
    awaitPairs(1);
    note(noticed);
    awaitPairs(2);
    note(noticed.announced().mended(ExampleExperiment.NOON.plusSeconds(1)));
    awaitPairs(3);

    String name = example.model() + "/champion/" + ExampleExperiment.NOON;
    assertThat(log.modelEvents(example.model()))
        .filteredOn(message -> message.type().equals("alias-drifted"))
        .hasSize(2)
        .allSatisfy(
            message -> {
              assertThat(message.id()).isEqualTo(Ids.nameBased("alias-drifted/" + name));
              assertThat(message.time()).isEqualTo(ExampleExperiment.NOON);
              assertThat(message.payload()).contains(fact);
            });
    assertThat(log.modelEvents(example.model()))
        .filteredOn(message -> message.type().equals("alias-mended"))
        .extracting(Message::id)
        .containsOnly(Ids.nameBased("alias-mended/" + name));
  }

  @Test
  void anMlflowThatDoesNotAnswerIsNoDrift() throws Exception {
    trackerServers.stopMlflow();

    assertThatThrownBy(() -> drifts.check(new StopSignal()))
        .hasRootCauseInstanceOf(ConnectException.class);
    trackerServers.startMlflow();
    drifts.check(new StopSignal());

    assertThat(drifts.unmended()).isEmpty();
    assertThat(facts(AliasDrifted.class)).isEmpty();
    given().get("/q/health/well").then().statusCode(200);
  }

  @Test
  void anAliasThatCannotBeMendedIsSeenInHealthUntilItIsDecidedAnew() {
    mlflowReader.delete(example);
    rest.deleteVersion(new MlflowRest.Version(example.model(), "1"));

    await()
        .atMost(LIMIT)
        .untilAsserted(
            () ->
                given()
                    .get("/q/health/well")
                    .then()
                    .statusCode(503)
                    .body(
                        "checks[0].data.'%s/champion'".formatted(example.model()),
                        containsString("drifted")));
    given().get("/q/health/ready").then().body("status", equalTo("UP"));
    drifts.check(new StopSignal());
    assertThat(facts(AliasDrifted.class))
        .containsExactly(
            AliasDriftedBuilder.builder()
                .model(example.model())
                .alias("champion")
                .sequence(3)
                .expected(1)
                .found(null)
                .foundInMlflow(null)
                .build());
    assertThat(facts(AliasMended.class)).isEmpty();
    log.tell(model.moved("champion", 2, 6));
    awaitPairs(1);

    await().atMost(LIMIT).until(() -> given().get("/q/health/well").statusCode() == 200);
    assertThat(mlflowReader.aliases(example)).containsExactly("champion: 2");
  }

  private void awaitPairs(int pairs) {
    await().atMost(LIMIT).until(() -> facts(AliasMended.class).size() >= pairs);
  }

  private <T> List<T> facts(Class<T> fact) {
    return log.modelEvents(example.model()).stream()
        .flatMap(message -> message.payload().stream())
        .filter(fact::isInstance)
        .map(fact::cast)
        .toList();
  }

  private void note(AliasDrift aliasDrift) {
    String tag = MirroredAlias.driftTag("champion");
    await().atMost(LIMIT).until(() -> model().tag(tag).isEmpty());
    rest.tagModel(new MlflowRest.ModelTag(example.model(), tag, MirroredAlias.text(aliasDrift)));
  }

  private MlflowRest.FoundModel model() {
    return rest.models(1000, null).models().stream()
        .filter(model -> model.name().equals(example.model()))
        .findFirst()
        .orElseThrow();
  }
}
