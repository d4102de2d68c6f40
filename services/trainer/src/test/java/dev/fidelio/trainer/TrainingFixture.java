package dev.fidelio.trainer;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fidelio.artifacts.ArtifactStore;
import dev.fidelio.artifacts.CommitPoint;
import dev.fidelio.artifacts.CommitPoints;
import dev.fidelio.contracts.Artifact;
import dev.fidelio.contracts.EpochCompleted;
import dev.fidelio.contracts.Evaluation;
import dev.fidelio.contracts.Experiment;
import dev.fidelio.contracts.ExperimentBuilder;
import dev.fidelio.contracts.Hyperparameters;
import dev.fidelio.contracts.HyperparametersBuilder;
import dev.fidelio.contracts.ModelTrained;
import dev.fidelio.contracts.TrainingRequested;
import dev.fidelio.cvae.Compute;
import dev.fidelio.datasets.Datasets;
import dev.fidelio.messaging.KafkaSettings;
import dev.fidelio.messaging.Publisher;
import dev.fidelio.messaging.StopSignal;
import dev.fidelio.messaging.Topics;
import dev.fidelio.messaging.WorkStoppedException;
import dev.fidelio.stages.Announcements;
import dev.fidelio.stages.Cancellations;
import dev.fidelio.stages.RetryPolicy;
import dev.fidelio.stages.StageLoop;
import dev.fidelio.testing.TestServers;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.IntStream;
import org.apache.kafka.clients.admin.Admin;

/** The trainer's work on real MNIST images, with a real broker and store and a small network. */
final class TrainingFixture implements AutoCloseable {

  static final int EPOCHS = 4;

  private final Path root;
  private final Compute compute = Compute.on("cpu", 1);
  private final ArtifactStore store;
  private final KafkaSettings kafka;
  private final Publisher publisher;
  private final String dataset;

  /** An empty store below the folder, and topics of its own. */
  TrainingFixture(Path folder) throws Exception {
    this.root = folder.resolve("store");
    String prefix = "test-" + UUID.randomUUID() + ".";
    kafka = new KafkaSettings(TestServers.kafka(), prefix, "trainer", Map.of());
    try (Admin admin = Admin.create(kafka.common())) {
      new Topics(admin, kafka).ensure();
    }
    publisher = new Publisher(kafka);
    store = ArtifactStore.at(root.toUri());
    dataset = SmallDataset.keep(store, Files.createDirectories(folder.resolve("small-mnist")));
  }

  @Override
  public void close() {
    publisher.close();
  }

  ArtifactStore store() {
    return store;
  }

  static Hyperparameters hyperparameters(
      double learningRate, int epochs, List<Integer> hiddenSizes, int patience) {
    return HyperparametersBuilder.builder()
        .batchSize(32)
        .learningRate(learningRate)
        .epochs(epochs)
        .latentSize(4)
        .hiddenSizes(hiddenSizes)
        .beta(1)
        .seed(1)
        .optimizer(null)
        .weightDecay(null)
        .schedule(null)
        .warmUpEpochs(null)
        .klWarmUpEpochs(null)
        .clipNorm(null)
        .patience(patience)
        .build();
  }

  void train(String id) {
    work(id, null, 0.003);
  }

  /** Trains while each look at the clock finds it 10 seconds on. */
  void trainSlowly(String id) {
    Hyperparameters hyperparameters = hyperparameters(0.003, EPOCHS, List.of(64), 0);
    work(id, null, hyperparameters, Map.of(), new StopSignal(), ScriptedClock.fast());
  }

  void work(String id, String resumeFrom, double learningRate) {
    work(id, resumeFrom, hyperparameters(learningRate, EPOCHS, List.of(64), 0), Map.of());
  }

  void work(
      String id,
      String resumeFrom,
      Hyperparameters hyperparameters,
      Map<String, String> environment) {
    work(id, resumeFrom, hyperparameters, environment, new StopSignal(), Clock.systemUTC());
  }

  /** Works the experiment {@code disturbed} into the midst of its third epoch. */
  void stopAtTheThirdEpoch() {
    stopAtTheThirdEpoch(hyperparameters(0.003, EPOCHS, List.of(64), 0), Map.of());
  }

  void stopAtTheThirdEpoch(Hyperparameters hyperparameters, Map<String, String> environment) {
    StopSignal stop = new StopSignal();
    Clock clock = new ScriptedClock(() -> now(stop));
    assertThatThrownBy(() -> work("disturbed", null, hyperparameters, environment, stop, clock))
        .isInstanceOf(WorkStoppedException.class);
  }

  /** The checkpoints of a training that nothing disturbs. */
  List<String> undisturbed() {
    train("undisturbed");
    return digests("undisturbed");
  }

  List<String> digests(String id) {
    return epochs(id).stream().map(epoch -> epoch.checkpoint().digest()).toList();
  }

  private void work(
      String id,
      String resumeFrom,
      Hyperparameters hyperparameters,
      Map<String, String> environment,
      StopSignal stop,
      Clock clock) {
    Experiment experiment =
        ExperimentBuilder.builder()
            .experimentId(id)
            .model("digits")
            .dataset("small")
            .hyperparameters(hyperparameters)
            .evaluation(new Evaluation("inception-mnist", 512))
            .tags(Map.of())
            .resumeFrom(resumeFrom)
            .promotion(null)
            .build();
    TrainingWork work =
        new TrainingWork(new Datasets(store), compute, environment, Duration.ofMinutes(1), clock);
    Announcements announcements = new Announcements(publisher, "trainer", Clock.systemUTC());
    new StageLoop<>(
            TrainingRequested.class,
            work,
            store,
            announcements,
            new Cancellations(),
            RetryPolicy.DEFAULT,
            kafka.prefix(),
            "host/1",
            Clock.systemUTC())
        .work(new TrainingRequested(experiment, dataset), stop);
  }

  /** Asks for a stop when the work looks at the clock in the midst of the third epoch. */
  private Instant now(StopSignal stop) {
    if (store.read("experiments/disturbed/checkpoints/epoch-0002.json").isPresent()) {
      stop.stop();
    }
    return Instant.now();
  }

  List<EpochCompleted> epochs(String id) {
    CommitPoints points = new CommitPoints(store);
    return IntStream.rangeClosed(1, 40)
        .mapToObj(
            epoch -> points.find("experiments/" + id + "/" + CommittedEpochs.name(epoch) + ".json"))
        .flatMap(Optional::stream)
        .map(point -> point.messages().get(0).payload().orElseThrow())
        .map(EpochCompleted.class::cast)
        .toList();
  }

  /** Leaves what is left of a file of the store after a disk has lost the second half of it. */
  void cut(String name) throws IOException {
    Path file = root.resolve(name);
    byte[] content = Files.readAllBytes(file);
    Files.write(file, Arrays.copyOf(content, content.length / 2));
  }

  CommitPoint outcome(String id) {
    return new CommitPoints(store)
        .find("experiments/" + id + "/training/outcome.json")
        .orElseThrow();
  }

  /** The checkpoint that became the model. */
  Artifact model(String id) {
    return ((ModelTrained) outcome(id).messages().get(0).payload().orElseThrow()).checkpoint();
  }

  static double loss(EpochCompleted epoch) {
    return epoch.metrics().get(3).value();
  }
}
