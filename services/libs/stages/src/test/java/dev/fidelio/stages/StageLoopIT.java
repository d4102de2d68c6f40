package dev.fidelio.stages;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fidelio.artifacts.ArtifactStore;
import dev.fidelio.artifacts.Claims;
import dev.fidelio.artifacts.CommitPoint;
import dev.fidelio.artifacts.CommitPoint.Status;
import dev.fidelio.artifacts.CommitPoints;
import dev.fidelio.artifacts.RemovedFiles;
import dev.fidelio.artifacts.RemovedFiles.Removal;
import dev.fidelio.artifacts.StagedFile;
import dev.fidelio.artifacts.StoreUnavailableException;
import dev.fidelio.contracts.Artifact;
import dev.fidelio.contracts.CancellationRequested;
import dev.fidelio.contracts.Evaluation;
import dev.fidelio.contracts.Experiment;
import dev.fidelio.contracts.ExperimentCancelled;
import dev.fidelio.contracts.ExperimentFailed;
import dev.fidelio.contracts.Hyperparameters;
import dev.fidelio.contracts.Message;
import dev.fidelio.contracts.ModelTrained;
import dev.fidelio.contracts.Payload;
import dev.fidelio.contracts.Topic;
import dev.fidelio.contracts.TrainingRequested;
import dev.fidelio.messaging.ExhaustedException;
import dev.fidelio.messaging.KafkaSettings;
import dev.fidelio.messaging.Publisher;
import dev.fidelio.messaging.Records;
import dev.fidelio.messaging.StopSignal;
import dev.fidelio.messaging.Topics;
import dev.fidelio.messaging.WorkStoppedException;
import dev.fidelio.testing.LocalKafka;
import dev.fidelio.testing.Ports;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.BiFunction;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StageLoopIT {

  private static final String DIGEST = "0".repeat(64);
  private static final String OUTCOME = "experiments/digits-1/training/outcome.json";
  private static final TrainingRequested REQUEST =
      new TrainingRequested(
          new Experiment(
              "digits-1",
              "digits",
              "mnist",
              new Hyperparameters(32, 0.003, 1, 2, List.of(8), 1, 1),
              new Evaluation("inception-mnist", 512),
              Map.of(),
              null),
          DIGEST);

  @TempDir static Path brokerFolder;
  private static LocalKafka broker;

  @TempDir Path folder;
  private final Cancellations cancellations = new Cancellations();
  private final List<Integer> attempts = new ArrayList<>();
  private KafkaSettings kafka;
  private Publisher publisher;
  private ArtifactStore store;

  @BeforeAll
  static void startBroker() throws Exception {
    broker = LocalKafka.start(brokerFolder, Ports.free());
  }

  @AfterAll
  static void stopBroker() throws Exception {
    broker.stop();
  }

  @BeforeEach
  void open() throws Exception {
    String prefix = "test-" + UUID.randomUUID() + ".";
    kafka = new KafkaSettings(broker.bootstrapServers(), prefix, "test", Map.of());
    try (Admin admin = Admin.create(kafka.common())) {
      new Topics(admin, kafka).ensure();
    }
    publisher = new Publisher(kafka);
    store = ArtifactStore.at(folder.toUri());
  }

  @AfterEach
  void close() {
    publisher.close();
  }

  @Test
  void finishedWorkIsCommittedNamedAndAnnounced() {
    loop(this::train).work(REQUEST, new StopSignal());

    assertThat(outcome().status()).isEqualTo(Status.DONE);
    assertThat(store.read("experiments/digits-1/model")).contains(bytes("model of attempt 1"));
    assertThat(facts()).isEqualTo(outcome().messages());
  }

  @Test
  void aRedeliveryWorksNothingAndAnnouncesTheSameAgain() {
    loop(this::train).work(REQUEST, new StopSignal());
    loop(this::train).work(REQUEST, new StopSignal());

    assertThat(attempts).containsExactly(1);
    assertThat(facts()).containsExactly(outcome().messages().get(0), outcome().messages().get(0));
  }

  @Test
  void aRedeliveryAfterTheFilesWereGivenUpWorksNothingEither() {
    loop(this::train).work(REQUEST, new StopSignal());
    StagedFile model = outcome().files().get(0);
    Removal removal = new Removal(Instant.EPOCH, "nobody needs it");

    new RemovedFiles(store).remove(model.to(), List.of(model.from()), removal);
    loop(this::train).work(REQUEST, new StopSignal());

    assertThat(attempts).containsExactly(1);
    assertThat(facts()).containsExactly(outcome().messages().get(0), outcome().messages().get(0));
    assertThat(store.has(model.to())).isFalse();
  }

  @Test
  void theSlowerOfTwoAttemptsAnnouncesWhatTheFasterOneCommitted() {
    StageLoop<TrainingRequested> faster = loop(this::train);
    StageLoop<TrainingRequested> slower =
        loop(
            (request, attempt) -> {
              List<Payload> mine = train(request, attempt);
              faster.work(REQUEST, new StopSignal());
              return mine;
            });

    slower.work(REQUEST, new StopSignal());

    assertThat(attempts).containsExactly(1, 2);
    assertThat(outcome().attempt()).isEqualTo(2);
    assertThat(store.read("experiments/digits-1/model")).contains(bytes("model of attempt 2"));
    assertThat(facts()).extracting(Message::id).containsOnly(outcome().messages().get(0).id());
  }

  @Test
  void workThatIsStoppedIsReleasedAndTheNextAttemptDoesIt() {
    StageLoop<TrainingRequested> stopped =
        loop(
            (request, attempt) -> {
              attempts.add(attempt.number());
              throw new WorkStoppedException();
            });

    assertThatThrownBy(() -> stopped.work(REQUEST, new StopSignal()))
        .isInstanceOf(WorkStoppedException.class);
    loop(this::train).work(REQUEST, new StopSignal());

    assertThat(attempts).containsExactly(1, 2);
    assertThat(outcome().attempt()).isEqualTo(2);
  }

  @Test
  void aPassingFailureIsTriedAgain() {
    loop((request, attempt) -> {
          if (attempt.number() == 1) {
            attempts.add(1);
            throw new IllegalStateException("the disk was full");
          }
          return train(request, attempt);
        })
        .work(REQUEST, new StopSignal());

    assertThat(attempts).containsExactly(1, 2);
    assertThat(outcome().status()).isEqualTo(Status.DONE);
  }

  @Test
  void aPermanentFailureFailsTheExperimentAtOnceWithItsReason() {
    loop((request, attempt) -> {
          attempt.write("model", bytes("half a model"));
          throw new PermanentFailureException("the loss is not finite");
        })
        .work(REQUEST, new StopSignal());

    assertThat(outcome().status()).isEqualTo(Status.FAILED);
    assertThat(store.read("experiments/digits-1/model")).isEmpty();
    assertThat(facts().get(0).payload())
        .contains(new ExperimentFailed("digits-1", "training", 1, "the loss is not finite"));
  }

  @Test
  void workThatHasFailedFiveTimesFailsTheExperiment() {
    StageLoop<TrainingRequested> failing =
        loop(
            (request, attempt) -> {
              attempts.add(attempt.number());
              throw new LinkageError("attempt " + attempt.number());
            });
    for (int i = 0; i < 4; i++) {
      failAttempt(i + 1);
    }

    assertThatThrownBy(() -> failing.work(REQUEST, new StopSignal()))
        .isInstanceOf(ExhaustedException.class)
        .hasMessage("failed 5 times, last: java.lang.LinkageError: attempt 5");

    assertThat(attempts).containsExactly(5);
    assertThat(facts().get(0).payload())
        .contains(
            new ExperimentFailed(
                "digits-1",
                "training",
                6,
                "failed 5 times, last: java.lang.LinkageError: attempt 5"));
  }

  @Test
  void workThatHasCrashedTenTimesFailsTheExperimentWithoutAnotherTry() {
    for (int i = 1; i <= 10; i++) {
      String folder = "experiments/digits-1/training/claims/%04d".formatted(i);
      store.publish(folder + ".json", bytes("{\"worker\":\"w\",\"at\":\"2026-01-01T00:00:00Z\"}"));
    }

    assertThatThrownBy(() -> loop(this::train).work(REQUEST, new StopSignal()))
        .isInstanceOf(ExhaustedException.class)
        .hasMessageStartingWith("10 attempts crashed without a word");

    assertThat(attempts).isEmpty();
    assertThat(outcome().status()).isEqualTo(Status.FAILED);
  }

  @Test
  void aRedeliveryOfWhatIsExhaustedSaysSoAgain() {
    for (int i = 1; i <= 5; i++) {
      failAttempt(i);
    }
    StageLoop<TrainingRequested> hopeless = loop(this::train);

    for (int delivery = 1; delivery <= 2; delivery++) {
      assertThatThrownBy(() -> hopeless.work(REQUEST, new StopSignal()))
          .isInstanceOf(ExhaustedException.class);
    }

    assertThat(facts()).extracting(Message::id).containsOnly(outcome().messages().get(0).id());
  }

  @Test
  void aStoreThatIsAwayIsNoAttemptAndIsSaid() {
    StageLoop<TrainingRequested> work =
        loop(
            (request, attempt) -> {
              if (attempt.number() < 4) {
                throw new StoreUnavailableException("the disk is full", null);
              }
              return train(request, attempt);
            });

    work.work(REQUEST, new StopSignal());

    assertThat(new Claims(store, "experiments/digits-1/training").before(4))
        .isEqualTo(new Claims.Past(List.of(), 0));
    assertThat(outcome().status()).isEqualTo(Status.DONE);
    assertThat(work.trouble()).isEmpty();
  }

  @Test
  void whatWasCancelledBeforeItBeganIsNeverWorked() {
    cancellations.hear(new CancellationRequested("digits-1", "a better idea"));

    loop(this::train).work(REQUEST, new StopSignal());

    assertThat(attempts).isEmpty();
    assertThat(outcome().status()).isEqualTo(Status.CANCELLED);
    assertThat(facts().get(0).payload())
        .contains(new ExperimentCancelled("digits-1", "training", "a better idea"));
  }

  @Test
  void aCancellationStopsTheRunningWorkAndNotTheWorker() {
    StopSignal worker = new StopSignal();
    StageLoop<TrainingRequested> running =
        loop(
            (request, attempt) -> {
              attempts.add(attempt.number());
              cancellations.hear(new CancellationRequested("digits-1", null));
              attempt.stop().check();
              return train(request, attempt);
            });

    running.work(REQUEST, worker);

    assertThat(attempts).containsExactly(1);
    assertThat(worker.isStopped()).isFalse();
    assertThat(outcome().status()).isEqualTo(Status.CANCELLED);
  }

  @Test
  void aCancellationThatIngestionHasCommittedIsAnnouncedAsItStands() {
    CommitPoint committed =
        new Cancelling(
                store, new Announcements(publisher, "ingestion", Clock.systemUTC())::messages)
            .cancel(new CancellationRequested("digits-1", "first"), List.of("training"))
            .orElseThrow();
    cancellations.hear(new CancellationRequested("digits-1", "second"));

    loop(this::train).work(REQUEST, new StopSignal());

    assertThat(facts()).isEqualTo(committed.messages());
  }

  private void failAttempt(int number) {
    String folder = "experiments/digits-1/training/claims/%04d".formatted(number);
    store.publish(folder + ".json", bytes("{\"worker\":\"w\",\"at\":\"2026-01-01T00:00:00Z\"}"));
    store.publish(folder + "/end.json", bytes("{\"failed\":true,\"reason\":\"earlier\"}"));
  }

  private List<Payload> train(TrainingRequested request, Attempt attempt) {
    attempts.add(attempt.number());
    Artifact model = attempt.write("model", bytes("model of attempt " + attempt.number()));
    return List.of(
        new ModelTrained("digits-1", attempt.number(), "digits", DIGEST, model, List.of()));
  }

  private CommitPoint outcome() {
    return new CommitPoints(store).find(OUTCOME).orElseThrow();
  }

  private StageLoop<TrainingRequested> loop(
      BiFunction<TrainingRequested, Attempt, List<Payload>> work) {
    StageWork<TrainingRequested> training =
        new StageWork<>() {
          @Override
          public String stage(TrainingRequested request) {
            return "training";
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
        Patience.DEFAULT,
        kafka.prefix(),
        "host/1",
        clock);
  }

  /** Everything on the topic of facts, in order. */
  private List<Message> facts() {
    ByteArrayDeserializer deserializer = new ByteArrayDeserializer();
    List<Message> facts = new ArrayList<>();
    String topic = Topic.EXPERIMENT_EVENT.name(kafka.prefix());
    try (KafkaConsumer<byte[], byte[]> consumer =
        new KafkaConsumer<>(kafka.common(), deserializer, deserializer)) {
      List<TopicPartition> partitions =
          consumer.partitionsFor(topic).stream()
              .map(partition -> new TopicPartition(topic, partition.partition()))
              .toList();
      consumer.assign(partitions);
      consumer.seekToBeginning(partitions);
      Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
      while (partitions.stream()
          .anyMatch(partition -> consumer.position(partition) < ends.get(partition))) {
        consumer
            .poll(Duration.ofMillis(200))
            .forEach(record -> facts.add(Records.read(record, kafka.prefix())));
      }
    }
    return facts;
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
