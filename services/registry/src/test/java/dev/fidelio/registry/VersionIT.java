package dev.fidelio.registry;

import static io.restassured.RestAssured.get;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import dev.fidelio.artifacts.ArtifactStore;
import dev.fidelio.contracts.AliasMoved;
import dev.fidelio.contracts.Message;
import dev.fidelio.contracts.ModelFact;
import dev.fidelio.contracts.Topic;
import dev.fidelio.contracts.VersionRegistered;
import dev.fidelio.messaging.KafkaSettings;
import dev.fidelio.messaging.MessageCodec;
import dev.fidelio.messaging.Publisher;
import dev.fidelio.testing.ExampleExperiment;
import dev.fidelio.testing.ExampleRequest;
import dev.fidelio.testing.TopicReader;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.List;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(RegistryServers.class)
class VersionIT {

  @Inject Publisher publisher;
  @Inject KafkaSettings kafka;
  @Inject ArtifactStore store;

  @Test
  void everyExperimentGetsOneNumber() {
    ExampleExperiment first = CommittedExamples.of("numbered-1", "numbered", 1);
    ExampleExperiment second = CommittedExamples.of("numbered-2", "numbered", 2);
    publisher.publish(first.whole());
    RegistryRest.scoredVersion("numbered", 1);

    ExampleExperiment misnumbered = CommittedExamples.of("numbered-1", "misnumbered", 1);
    publisher.publish(List.of(first.trained(), first.trained(), misnumbered.trained()));
    publisher.publish(second.whole());

    RegistryRest.scoredVersion("numbered", 2);
    JsonPath versions = get("/api/v1/models/numbered/versions").jsonPath();
    assertThat(versions.getList("items.version")).isEqualTo(List.of(2, 1));
    assertThat(versions.getList("items.experimentId"))
        .isEqualTo(List.of("numbered-2", "numbered-1"));
    assertThat(versions.getString("items[0].checkpoint.name"))
        .isEqualTo("checkpoints/epoch-0002.safetensors");
    assertThat(versions.getString("items[0].datasetDigest")).isEqualTo(ExampleRequest.DATASET);
    RegistryRest.when("/api/v1/models", "items.find { it.name == 'numbered' }.versions", 2);
    assertThat(get("/api/v1/models/misnumbered/versions").jsonPath().getList("items"))
        .isNullOrEmpty();
  }

  @Test
  void decisionsAreOnTheLogInOrderAndWithoutGaps() {
    publisher.publish(CommittedExamples.of("logged-1", "logged", 1).withModelIn(store).whole());
    RegistryRest.scoredVersion("logged", 1);
    given()
        .contentType("application/json")
        .body("{\"version\": 1}")
        .put("/api/v1/models/logged/aliases/champion")
        .then()
        .statusCode(201);
    publisher.publish(CommittedExamples.of("logged-2", "logged", 2).whole());

    List<ModelFact> facts = new ArrayList<>();
    try (TopicReader log =
        new TopicReader(kafka.common(), Topic.MODEL_EVENT.name(kafka.prefix()))) {
      Awaitility.await()
          .until(
              () -> {
                facts.addAll(poll(log, "logged"));
                return facts.size() >= 3;
              });
    }

    assertThat(facts)
        .extracting(fact -> fact.getClass().getSimpleName())
        .containsExactly("VersionRegistered", "AliasMoved", "VersionRegistered");
    assertThat(((VersionRegistered) facts.get(0)).sequence()).isEqualTo(1);
    AliasMoved moved = (AliasMoved) facts.get(1);
    assertThat(moved.sequence()).isEqualTo(2);
    assertThat(moved.by()).isEqualTo("anonymous");
    assertThat(((VersionRegistered) facts.get(2)).sequence()).isEqualTo(3);
    assertThat(((VersionRegistered) facts.get(2)).version()).isEqualTo(2);
  }

  @Test
  void versionsComeInPages() {
    for (int version = 1; version <= 5; version++) {
      publisher.publish(CommittedExamples.of("paged-" + version, "paged", version).untilTrained());
    }
    RegistryRest.when("/api/v1/models/paged/versions", "items.size()", 5);

    JsonPath first = get("/api/v1/models/paged/versions?limit=3").jsonPath();
    JsonPath second =
        get("/api/v1/models/paged/versions?limit=3&cursor=" + first.getString("nextCursor"))
            .jsonPath();

    assertThat(first.getList("items.version")).isEqualTo(List.of(5, 4, 3));
    assertThat(second.getList("items.version")).isEqualTo(List.of(2, 1));
    assertThat(second.getString("nextCursor")).isNull();
  }

  private List<ModelFact> poll(TopicReader log, String model) {
    List<ModelFact> facts = new ArrayList<>();
    log.readSome(
        record -> {
          Message message = MessageCodec.read(record, kafka.prefix());
          if (message.key().equals(model)) {
            facts.add((ModelFact) message.payload().orElseThrow());
          }
        });
    return facts;
  }
}
