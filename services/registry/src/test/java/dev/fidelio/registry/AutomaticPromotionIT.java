package dev.fidelio.registry;

import static io.restassured.RestAssured.get;
import static org.assertj.core.api.Assertions.assertThat;

import dev.fidelio.artifacts.ArtifactStore;
import dev.fidelio.contracts.Message;
import dev.fidelio.contracts.ModelEvaluated;
import dev.fidelio.contracts.ModelTrainedBuilder;
import dev.fidelio.contracts.SamplingRequested;
import dev.fidelio.contracts.Topic;
import dev.fidelio.formats.Digests;
import dev.fidelio.messaging.KafkaSettings;
import dev.fidelio.messaging.MessageCodec;
import dev.fidelio.messaging.Publisher;
import dev.fidelio.testing.ExampleExperiment;
import dev.fidelio.testing.ExampleRequest;
import dev.fidelio.testing.ExampleScores;
import dev.fidelio.testing.TopicReader;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import jakarta.inject.Inject;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.awaitility.Awaitility;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.Test;

/** Automatic promotion. */
@QuarkusTest
@QuarkusTestResource(RegistryServers.class)
class AutomaticPromotionIT {

  private static final String ELSEWHERE =
      Digests.sha256("a newer extractor".getBytes(StandardCharsets.UTF_8));

  @Inject Publisher publisher;
  @Inject ArtifactStore store;
  @Inject KafkaSettings kafka;

  @ConfigProperty(name = "fidelio.artifacts.uri")
  URI address;

  @Test
  void aBetterChallengerIsPromotedAndAWorseOneKeptOutOnceAndForAll() {
    ChampionAlias championAlias = champion("challenged");
    ExampleExperiment better = challenger("challenged", 2);
    ExampleExperiment worse = challenger("challenged", 3);

    publisher.publish(whole(better, ExampleScores.EXTRACTOR, 11));
    JsonPath promoted = decided(better);
    publisher.publish(whole(worse, ExampleScores.EXTRACTOR, 12));
    JsonPath refused = decided(worse);
    publisher.publish(whole(better, ExampleScores.EXTRACTOR, 11));
    publisher.publish(whole(worse, ExampleScores.EXTRACTOR, 12));
    championAlias.version(13, null);

    assertThat(promoted.getBoolean("promotion.promoted")).isTrue();
    assertThat(promoted.getString("promotion.alias")).isEqualTo("champion");
    assertThat(refused.getBoolean("promotion.promoted")).isFalse();
    assertThat(refused.getList("promotion.findings.code")).isEqualTo(List.of("not-improved"));
    assertThat(championAlias.held()).isEqualTo(2);
    assertThat(championAlias.history().getList("items.kind"))
        .isEqualTo(List.of("automatic", "promoted"));
    assertThat(RegistryRest.experiment(worse.id(), "COMPLETED").getString("promotion.decidedAt"))
        .isEqualTo(refused.getString("promotion.decidedAt"));
  }

  @Test
  void aHolderThatWasScoredInAnotherWayIsScoredAgainBeforeItIsDecided() {
    ChampionAlias championAlias = champion("rescored");
    ExampleExperiment holder = CommittedExamples.of("rescored-1", "rescored", 1);
    ExampleExperiment first = challenger("rescored", 2);
    ExampleExperiment second = challenger("rescored", 3);

    publisher.publish(whole(first, ELSEWHERE, 9));
    publisher.publish(whole(second, ELSEWHERE, 10));
    String awaited = awaited(first);
    assertThat(awaited(second)).isEqualTo(awaited);
    List<SamplingRequested> asked = asked(holder.id());
    publisher.publish(List.of(holder.evaluated(awaited, ELSEWHERE, 9.5)));
    JsonPath better = decided(first);
    JsonPath worse = decided(second);

    assertThat(asked).hasSize(1);
    assertThat(asked.get(0).evaluation()).isEqualTo(awaited);
    assertThat(asked.get(0).checkpoint()).isEqualTo(holder.checkpoint(2));
    assertThat(better.getBoolean("promotion.promoted")).isTrue();
    assertThat(worse.getBoolean("promotion.promoted")).isFalse();
    assertThat(worse.getList("promotion.findings.code")).isEqualTo(List.of("not-improved"));
    assertThat(championAlias.held()).isEqualTo(2);
  }

  @Test
  void aHolderThatCannotBeScoredAgainIsNotReplaced() {
    ChampionAlias championAlias = champion("stuck");
    ExampleExperiment example = challenger("stuck", 2);

    publisher.publish(whole(example, ELSEWHERE, 1));
    String awaited = awaited(example);
    publisher.publish(
        List.of(CommittedExamples.of("stuck-1", "stuck", 1).evaluationFailed(awaited)));
    JsonPath decided = decided(example);

    assertThat(decided.getBoolean("promotion.promoted")).isFalse();
    assertThat(decided.getList("promotion.findings.code")).isEqualTo(List.of("not-comparable"));
    assertThat(decided.getString("promotion.findings[0].have")).contains("no such model");
    assertThat(championAlias.held()).isEqualTo(1);
  }

  @Test
  void whatFailsOrHasLostItsWeightsIsNotPromoted() {
    ChampionAlias championAlias = champion("hopeless");
    ExampleExperiment failing = challenger("hopeless", 8);
    ExampleExperiment weightless =
        CommittedExamples.of("hopeless-9", "hopeless", 9).withPromotion("champion");

    publisher.publish(List.of(failing.accepted(), failing.failed()));
    publisher.publish(whole(weightless, ExampleScores.EXTRACTOR, 1));

    assertThat(decided(failing).getList("promotion.findings.code"))
        .isEqualTo(List.of("not-evaluated"));
    assertThat(decided(weightless).getList("promotion.findings.code"))
        .isEqualTo(List.of("checkpoint-gone"));
    assertThat(championAlias.held()).isEqualTo(1);
  }

  @Test
  void aChallengerThatIsScoredWhileTheStoreIsAwayIsDecidedOnceItIsBack() throws Exception {
    ChampionAlias championAlias = champion("storeless-challenge");
    ExampleExperiment better = challenger("storeless-challenge", 2);
    publisher.publish(better.untilTrained());
    RegistryRest.when("/api/v1/models/storeless-challenge/versions", "items.size()", 2);
    List<Message> scored =
        List.of(better.sampled(), better.evaluated("default", ExampleScores.EXTRACTOR, 11));
    Path root = Path.of(address);
    Path away = Files.move(root, root.resolveSibling("away-" + root.getFileName()));

    publisher.publish(scored);
    RegistryRest.experiment(better.id(), "COMPLETED");
    Thread.sleep(1000);
    Files.move(away, root);

    assertThat(decided(better).getBoolean("promotion.promoted")).isTrue();
    assertThat(championAlias.held()).isEqualTo(2);
  }

  @Test
  void factsThatNoOutcomeInTheStoreAnnouncesDecideNothingHoweverGoodTheyLook() {
    ChampionAlias championAlias = champion("forged");
    ExampleExperiment example = challenger("forged", 2);
    Message perfect =
        Message.of(
            "forged-score",
            example.start(),
            "evaluator",
            new ModelEvaluated(
                example.id(),
                1,
                "default",
                List.of(ExampleScores.fid(0, null, ExampleScores.EXTRACTOR))));
    Message invented =
        Message.of(
            "forged-model",
            example.start(),
            "trainer",
            ModelTrainedBuilder.builder()
                .experimentId("forged-3")
                .attempt(1)
                .model("forged")
                .datasetDigest(ExampleRequest.DATASET)
                .checkpoint(example.checkpoint(2))
                .artifacts(List.of())
                .build());
    Message altered =
        Message.of(
            example.evaluated("default", ExampleScores.EXTRACTOR, 12).id(),
            example.start(),
            "evaluator",
            perfect.payload().orElseThrow());

    publisher.publish(example.untilTrained());
    publisher.publish(List.of(perfect, invented, altered));
    publisher.publish(
        List.of(example.sampled(), example.evaluated("default", ExampleScores.EXTRACTOR, 12)));
    JsonPath decided = decided(example);

    assertThat(decided.getBoolean("promotion.promoted")).isFalse();
    assertThat(decided.getList("promotion.findings.code")).isEqualTo(List.of("not-improved"));
    assertThat(championAlias.held()).isEqualTo(1);
    assertThat(get("/api/v1/models/forged/versions").jsonPath().getList("items.experimentId"))
        .isEqualTo(List.of("forged-2", "forged-1"));
    Awaitility.await()
        .untilAsserted(
            () -> assertThat(setAside()).contains(perfect.id(), invented.id(), altered.id()));
  }

  /** The ids of the facts that are in the dead letters because nothing is decided by them. */
  private List<String> setAside() {
    String topic = Topic.EXPERIMENT_EVENT.name(kafka.prefix()) + Topic.DEAD_LETTER;
    return TopicReader.all(kafka.common(), topic).stream()
        .filter(letter -> header(letter, "fidelio_cause").contains("nothing is decided"))
        .map(letter -> header(letter, "ce_id"))
        .toList();
  }

  private static String header(ConsumerRecord<byte[], byte[]> letter, String name) {
    return new String(letter.headers().lastHeader(name).value(), StandardCharsets.UTF_8);
  }

  private ChampionAlias champion(String model) {
    ChampionAlias championAlias = new ChampionAlias(publisher, store, model);
    championAlias.versions(11.5);
    championAlias.promote(1);
    return championAlias;
  }

  private ExampleExperiment challenger(String model, int number) {
    return CommittedExamples.of(model + "-" + number, model, number)
        .withPromotion("champion")
        .withModelIn(store);
  }

  private static List<Message> whole(ExampleExperiment example, String extractor, double fid) {
    List<Message> facts = new ArrayList<>(example.untilTrained());
    facts.add(example.sampled());
    facts.add(example.evaluated("default", extractor, fid));
    return facts;
  }

  private static JsonPath decided(ExampleExperiment example) {
    return RegistryRest.when("/api/v1/experiments/" + example.id(), "promotion.state", "decided");
  }

  private static String awaited(ExampleExperiment example) {
    String path = "/api/v1/experiments/" + example.id();
    return Awaitility.await()
        .until(
            () -> get(path).jsonPath().getString("promotion.awaitedEvaluation"),
            name -> name != null);
  }

  private List<SamplingRequested> asked(String experimentId) {
    return Awaitility.await()
        .until(
            () ->
                TopicReaders.read(kafka, Topic.SAMPLING_REQUESTED).stream()
                    .map(
                        record -> MessageCodec.read(record, kafka.prefix()).payload().orElseThrow())
                    .map(SamplingRequested.class::cast)
                    .filter(request -> request.experiment().experimentId().equals(experimentId))
                    .toList(),
            requests -> !requests.isEmpty());
  }
}
