package dev.fidelio.trainer;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fidelio.artifacts.ArtifactStore;
import dev.fidelio.artifacts.CommitPoint;
import dev.fidelio.artifacts.CommitPoints;
import dev.fidelio.contracts.Artifact;
import dev.fidelio.contracts.DatasetIngested;
import dev.fidelio.contracts.EpochCompleted;
import dev.fidelio.contracts.Evaluation;
import dev.fidelio.contracts.Experiment;
import dev.fidelio.contracts.Hyperparameters;
import dev.fidelio.contracts.Ids;
import dev.fidelio.contracts.Message;
import dev.fidelio.contracts.Payload;
import dev.fidelio.contracts.TrainingRequested;
import dev.fidelio.cvae.Compute;
import dev.fidelio.datasets.Dataset;
import dev.fidelio.datasets.DatasetFile;
import dev.fidelio.datasets.Datasets;
import dev.fidelio.messaging.KafkaSettings;
import dev.fidelio.messaging.Publisher;
import dev.fidelio.messaging.StopSignal;
import dev.fidelio.messaging.Topics;
import dev.fidelio.messaging.WorkStoppedException;
import dev.fidelio.stages.Announcements;
import dev.fidelio.stages.Cancellations;
import dev.fidelio.stages.Patience;
import dev.fidelio.stages.StageLoop;
import dev.fidelio.testing.SmallMnist;
import dev.fidelio.testing.TestServers;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import org.apache.kafka.clients.admin.Admin;

/** The trainer's work on real MNIST images, with a real broker and store and a small network. */
final class TrainingGround implements AutoCloseable {

  static final int EPOCHS = 4;
  private static final int IMAGES = 1_000;

  private final Compute compute = Compute.on("cpu", 1);
  private final ArtifactStore store;
  private final KafkaSettings kafka;
  private final Publisher publisher;
  private final String dataset;

  /** An empty store in the folder, and topics of its own. */
  TrainingGround(Path folder) throws Exception {
    String prefix = "test-" + UUID.randomUUID() + ".";
    kafka = new KafkaSettings(TestServers.kafka(), prefix, "trainer", Map.of());
    try (Admin admin = Admin.create(kafka.common())) {
      new Topics(admin, kafka).ensure();
    }
    publisher = new Publisher(kafka);
    store = ArtifactStore.at(folder.toUri());
    dataset = keepFirstImages(Files.createDirectories(folder.resolve("small-mnist")));
  }

  @Override
  public void close() {
    publisher.close();
  }

  ArtifactStore store() {
    return store;
  }

  static Hyperparameters told(
      double learningRate, int epochs, List<Integer> hiddenSizes, int patience) {
    return new Hyperparameters(
        32,
        learningRate,
        epochs,
        4,
        hiddenSizes,
        1,
        1,
        null,
        null,
        null,
        null,
        null,
        null,
        patience);
  }

  void train(String id) {
    work(id, null, 0.003);
  }

  /** Trains while each look at the clock finds it 10 seconds on. */
  void trainSlowly(String id) {
    AtomicLong looks = new AtomicLong();
    InstantSource slow = () -> Instant.EPOCH.plusSeconds(10 * looks.incrementAndGet());
    Hyperparameters told = told(0.003, EPOCHS, List.of(64), 0);
    work(id, null, told, Map.of(), new StopSignal(), clock(slow));
  }

  void work(String id, String resumeFrom, double learningRate) {
    work(id, resumeFrom, told(learningRate, EPOCHS, List.of(64), 0), Map.of());
  }

  void work(String id, String resumeFrom, Hyperparameters told, Map<String, String> environment) {
    work(id, resumeFrom, told, environment, new StopSignal(), Clock.systemUTC());
  }

  /** Works the experiment {@code disturbed} into the midst of its third epoch. */
  void stopAtTheThirdEpoch() {
    stopAtTheThirdEpoch(told(0.003, EPOCHS, List.of(64), 0), Map.of());
  }

  void stopAtTheThirdEpoch(Hyperparameters told, Map<String, String> environment) {
    StopSignal stop = new StopSignal();
    Clock clock = clock(() -> now(stop));
    assertThatThrownBy(() -> work("disturbed", null, told, environment, stop, clock))
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
      Hyperparameters told,
      Map<String, String> environment,
      StopSignal stop,
      Clock clock) {
    Experiment experiment =
        new Experiment(
            id,
            "digits",
            "small",
            told,
            new Evaluation("inception-mnist", 512),
            Map.of(),
            resumeFrom);
    TrainingWork work =
        new TrainingWork(new Datasets(store), compute, environment, Duration.ofMinutes(1), clock);
    Announcements announcements = new Announcements(publisher, "trainer", Clock.systemUTC());
    new StageLoop<>(
            TrainingRequested.class,
            work,
            store,
            announcements,
            new Cancellations(),
            Patience.DEFAULT,
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

  private static Clock clock(InstantSource source) {
    return new Clock() {
      @Override
      public Instant instant() {
        return source.instant();
      }

      @Override
      public ZoneId getZone() {
        return ZoneOffset.UTC;
      }

      @Override
      public Clock withZone(ZoneId zone) {
        return this;
      }
    };
  }

  List<EpochCompleted> epochs(String id) {
    CommitPoints points = new CommitPoints(store);
    return IntStream.rangeClosed(1, 40)
        .mapToObj(epoch -> points.find("experiments/" + id + "/" + Chain.name(epoch) + ".json"))
        .flatMap(Optional::stream)
        .map(point -> point.messages().get(0).payload().orElseThrow())
        .map(EpochCompleted.class::cast)
        .toList();
  }

  CommitPoint outcome(String id) {
    return new CommitPoints(store)
        .find("experiments/" + id + "/training/outcome.json")
        .orElseThrow();
  }

  static double loss(EpochCompleted epoch) {
    return epoch.metrics().get(3).value();
  }

  private String keepFirstImages(Path folder) throws IOException {
    Map<DatasetFile, byte[]> files = new EnumMap<>(DatasetFile.class);
    Path images = SmallMnist.write(folder, IMAGES);
    for (DatasetFile file : DatasetFile.values()) {
      files.put(file, Files.readAllBytes(images.resolve(file.publishedName())));
    }
    Dataset small = Dataset.of(files);
    Payload fact =
        new DatasetIngested(
            small.digest(),
            "small",
            "test",
            IMAGES,
            IMAGES,
            28,
            28,
            10,
            List.of(),
            files.entrySet().stream()
                .map(
                    file ->
                        new Artifact(
                            file.getKey().id(),
                            Ids.sha256(file.getValue()),
                            file.getValue().length))
                .toList());
    new Datasets(store)
        .keep(small.digest(), files, Message.of(small.digest(), Instant.EPOCH, "test", fact));
    return small.digest();
  }
}
