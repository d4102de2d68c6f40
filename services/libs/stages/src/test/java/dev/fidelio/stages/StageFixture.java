package dev.fidelio.stages;

import dev.fidelio.artifacts.ArtifactStore;
import dev.fidelio.artifacts.CommitPoint;
import dev.fidelio.artifacts.CommitPoints;
import dev.fidelio.artifacts.ExperimentFolder;
import dev.fidelio.contracts.Artifact;
import dev.fidelio.contracts.Message;
import dev.fidelio.contracts.ModelTrainedBuilder;
import dev.fidelio.contracts.Payload;
import dev.fidelio.contracts.Topic;
import dev.fidelio.contracts.TrainingRequested;
import dev.fidelio.messaging.KafkaSettings;
import dev.fidelio.messaging.MessageCodec;
import dev.fidelio.messaging.Publisher;
import dev.fidelio.messaging.Topics;
import dev.fidelio.testing.ExampleRequest;
import dev.fidelio.testing.TestServers;
import dev.fidelio.testing.TopicReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.BiFunction;
import org.apache.kafka.clients.admin.Admin;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** A stage that trains an experiment, on a real broker and in a store of its own. */
abstract class StageFixture {

  static final String DIGEST = "0".repeat(64);
  static final String OUTCOME = "experiments/digits-1/training/outcome.json";
  static final TrainingRequested REQUEST =
      new TrainingRequested(ExampleRequest.of("digits-1", "digits"), DIGEST);

  final Cancellations cancellations = new Cancellations();
  final List<Integer> attempts = new ArrayList<>();
  @TempDir Path folder;
  Path root;
  Publisher publisher;
  ArtifactStore store;
  private KafkaSettings kafka;

  @BeforeEach
  void open() throws Exception {
    String prefix = "test-" + UUID.randomUUID() + ".";
    kafka = new KafkaSettings(TestServers.kafka(), prefix, "test", Map.of());
    try (Admin admin = Admin.create(kafka.common())) {
      new Topics(admin, kafka).ensure();
    }
    publisher = new Publisher(kafka);
    root = folder.resolve("store");
    store = ArtifactStore.at(root.toUri());
  }

  @AfterEach
  void close() {
    publisher.close();
  }

  /** Leaves a claim without an end, as a crash does. */
  String crashAttempt(int number) {
    String folder = "experiments/digits-1/training/claims/%04d".formatted(number);
    store.publish(folder + ".json", bytes("{\"worker\":\"w\",\"at\":\"2026-01-01T00:00:00Z\"}"));
    return folder;
  }

  void failAttempt(int number) {
    String folder = crashAttempt(number);
    store.publish(folder + "/end.json", bytes("{\"failed\":true,\"reason\":\"earlier\"}"));
  }

  List<Payload> train(TrainingRequested request, Attempt attempt) {
    attempts.add(attempt.number());
    Artifact model = attempt.write("model", bytes("model of attempt " + attempt.number()));
    return List.of(
        ModelTrainedBuilder.builder()
            .experimentId("digits-1")
            .attempt(attempt.number())
            .model("digits")
            .datasetDigest(DIGEST)
            .checkpoint(model)
            .artifacts(List.of())
            .build());
  }

  CommitPoint outcome() {
    return new CommitPoints(store).find(OUTCOME).orElseThrow();
  }

  StageLoop<TrainingRequested> loop(BiFunction<TrainingRequested, Attempt, List<Payload>> work) {
    StageWork<TrainingRequested> training =
        new StageWork<>() {
          @Override
          public String stage(TrainingRequested request) {
            return "training";
          }

          @Override
          public Optional<String> commitFolder() {
            return Optional.of(ExperimentFolder.CHECKPOINTS);
          }

          @Override
          public List<Payload> work(TrainingRequested request, Attempt attempt) {
            return work.apply(request, attempt);
          }
        };
    Clock clock = Clock.systemUTC();
    return new StageLoop<>(
        TrainingRequested.class,
        training,
        store,
        new Announcements(publisher, "trainer", clock),
        cancellations,
        RetryPolicy.DEFAULT,
        kafka.prefix(),
        "host/1",
        clock);
  }

  /** Everything on the topic of facts, in order. */
  List<Message> facts() {
    return TopicReader.all(kafka.common(), Topic.EXPERIMENT_EVENT.name(kafka.prefix())).stream()
        .map(record -> MessageCodec.read(record, kafka.prefix()))
        .toList();
  }

  static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
