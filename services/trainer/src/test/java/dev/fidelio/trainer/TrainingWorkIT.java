package dev.fidelio.trainer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fidelio.artifacts.ArtifactStore;
import dev.fidelio.artifacts.CommitPoint;
import dev.fidelio.artifacts.CommitPoints;
import dev.fidelio.contracts.Artifact;
import dev.fidelio.contracts.DatasetIngested;
import dev.fidelio.contracts.EpochCompleted;
import dev.fidelio.contracts.Evaluation;
import dev.fidelio.contracts.Experiment;
import dev.fidelio.contracts.ExperimentFailed;
import dev.fidelio.contracts.Hyperparameters;
import dev.fidelio.contracts.Ids;
import dev.fidelio.contracts.Message;
import dev.fidelio.contracts.MetricPoint;
import dev.fidelio.contracts.ModelTrained;
import dev.fidelio.contracts.Payload;
import dev.fidelio.contracts.TrainingRequested;
import dev.fidelio.cvae.Checkpoint;
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
import dev.fidelio.testing.Mnist;
import dev.fidelio.testing.TestServers;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.IntStream;
import org.apache.kafka.clients.admin.Admin;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The trainer's work on real MNIST images, with a real broker and store and a small network. */
class TrainingWorkIT {

  private static final int EPOCHS = 4;
  private static final int IMAGES = 1_000;
  private static final String INTERIM = "experiments/disturbed/training/claims/0001/interim";

  @TempDir Path folder;
  private final Compute compute = Compute.on("cpu", 1);
  private KafkaSettings kafka;
  private Publisher publisher;
  private ArtifactStore store;
  private String dataset;

  @BeforeEach
  void open() throws Exception {
    String prefix = "test-" + UUID.randomUUID() + ".";
    kafka = new KafkaSettings(TestServers.kafka(), prefix, "trainer", Map.of());
    try (Admin admin = Admin.create(kafka.common())) {
      new Topics(admin, kafka).ensure();
    }
    publisher = new Publisher(kafka);
    store = ArtifactStore.at(folder.toUri());
    dataset = keepFirstImages();
  }

  @AfterEach
  void close() {
    publisher.close();
  }

  @Test
  void everyEpochIsCommittedWithItsLossesAndTheModelIsThatOfTheLast() {
    train("whole");

    List<EpochCompleted> epochs = epochs("whole");
    assertThat(epochs).hasSize(EPOCHS);
    assertThat(epochs.get(0).metrics())
        .extracting(MetricPoint::name)
        .contains(
            "train_loss",
            "train_bce",
            "train_kl",
            "test_loss",
            "test_bce",
            "test_kl",
            "images_per_second",
            "system/cpu_utilization_percentage",
            "system/system_memory_usage_percentage");
    assertThat(loss(epochs.get(EPOCHS - 1))).isLessThan(loss(epochs.get(0)));
    assertThat(epochs.get(1).previousCheckpoint()).isEqualTo(epochs.get(0).checkpoint().digest());
    assertThat(store.read("experiments/whole/checkpoints/epoch-0004.safetensors")).isPresent();
    assertThat(store.read("experiments/whole/plots/losses.png")).isPresent();
  }

  @Test
  void aTrainingThatWasStoppedInItsMidstGoesOnFromItsLastStepToTheSameBytes() {
    stopAtTheThirdEpoch();
    int before = epochs("disturbed").size();
    List<String> kept = store.list(INTERIM);

    train("disturbed");

    assertThat(before).isEqualTo(2);
    assertThat(kept).hasSize(1).first().asString().startsWith("epoch-0003-step-");
    assertThat(epochs("disturbed")).extracting(EpochCompleted::attempt).containsExactly(1, 1, 2, 2);
    assertThat(digests("disturbed")).isEqualTo(undisturbed());
    assertThat(store.list(INTERIM)).isEmpty();
  }

  @Test
  void aStateThatWasDamagedIsPassedOver() throws IOException {
    stopAtTheThirdEpoch();
    cut(folder.resolve(INTERIM).resolve(store.list(INTERIM).get(0)));

    train("disturbed");

    assertThat(digests("disturbed")).isEqualTo(undisturbed());
  }

  @Test
  void aCheckpointThatWasDamagedIsSetAsideAndMadeAgainFromTheOneBefore() throws IOException {
    String second = "experiments/disturbed/" + Chain.name(2) + ".safetensors";
    stopAtTheThirdEpoch();
    store.remove(INTERIM + "/" + store.list(INTERIM).get(0));
    cut(folder.resolve(second));

    train("disturbed");

    assertThat(digests("disturbed")).isEqualTo(undisturbed());
    assertThat(store.read(second).map(Ids::sha256)).contains(digests("disturbed").get(1));
    assertThat(store.list("experiments/disturbed/checkpoints"))
        .anyMatch(name -> name.startsWith("epoch-0002.safetensors.damaged-"));
  }

  @Test
  void anExperimentThatResumesAnotherGoesOnFromItsLastEpoch() {
    stopAtTheThirdEpoch();

    work("resumed", "disturbed", 0.003, new StopSignal(), Clock.systemUTC());

    assertThat(digests("resumed")).isEqualTo(undisturbed());
    assertThat(epochs("resumed").get(1).metrics()).isEqualTo(epochs("disturbed").get(1).metrics());
    assertThat(epochs("disturbed")).hasSize(2);
    assertThat(store.read("experiments/resumed/" + Chain.name(1) + ".safetensors")).isPresent();
  }

  @Test
  void aLossThatIsNotFiniteFailsTheExperimentAndSaysWhere() {
    work("diverging", null, 1, new StopSignal(), Clock.systemUTC());

    Message fact = outcome("diverging").messages().get(0);
    ExperimentFailed failed = (ExperimentFailed) fact.payload().orElseThrow();
    assertThat(failed.reason()).contains("not finite", "epoch", "step");
  }

  @Test
  void withPatienceATrainingEndsAfterItsBestEpochWhichIsTheModel() {
    Hyperparameters told = told(0.1, 40, List.of(64), 2);

    work("patient", null, told, Map.of(), new StopSignal(), Clock.systemUTC());

    List<EpochCompleted> epochs = epochs("patient");
    EpochCompleted best = epochs.get(epochs.size() - 3);
    ModelTrained trained =
        (ModelTrained) outcome("patient").messages().get(0).payload().orElseThrow();
    assertThat(epochs).hasSizeBetween(3, 39);
    assertThat(epochs).allMatch(epoch -> loss(epoch) >= loss(best));
    assertThat(trained.checkpoint()).isEqualTo(best.checkpoint());
    assertThat(store.read("experiments/patient/" + Chain.name(epochs.size()) + ".safetensors"))
        .isPresent();
  }

  @Test
  void everyChoiceOfATrainingIsResumedToTheSameBytes() {
    Hyperparameters told =
        new Hyperparameters(
            32, 0.003, EPOCHS, 4, List.of(64), 1, 1, "adamw", 0.1, "cosine", 0.5, 2.0, 5.0, 0);
    work("straight", null, told, Map.of(), new StopSignal(), Clock.systemUTC());
    StopSignal stop = new StopSignal();
    assertThatThrownBy(
            () -> work("disturbed", null, told, Map.of(), stop, stoppingAtTheThirdEpoch(stop)))
        .isInstanceOf(WorkStoppedException.class);

    work("disturbed", null, told, Map.of(), new StopSignal(), Clock.systemUTC());

    assertThat(digests("disturbed")).isEqualTo(digests("straight"));
    assertThat(digests("straight")).isNotEqualTo(undisturbed());
  }

  @Test
  void aCheckpointNamesEveryEnvironmentThatItWasTrainedIn() {
    Map<String, String> here = Map.of("device", "cpu", "threads", "1");
    Map<String, String> there = Map.of("device", "cpu", "threads", "2");
    Hyperparameters told = told(0.003, EPOCHS, List.of(64), 0);
    StopSignal stop = new StopSignal();
    assertThatThrownBy(
            () -> work("disturbed", null, told, here, stop, stoppingAtTheThirdEpoch(stop)))
        .isInstanceOf(WorkStoppedException.class);

    work("disturbed", null, told, there, new StopSignal(), Clock.systemUTC());

    byte[] last =
        store.read("experiments/disturbed/" + Chain.name(EPOCHS) + ".safetensors").orElseThrow();
    assertThat(Checkpoint.read(last).environments()).containsExactly(here, there);
  }

  @Test
  void aNetworkThatMemoryCannotHoldFailsBeforeItsFirstStepAndTheNextOneIsTrained() {
    Hyperparameters huge = told(0.003, EPOCHS, List.of(1_000_000_000), 0);
    work("huge", null, huge, Map.of(), new StopSignal(), Clock.systemUTC());
    train("small");

    ExperimentFailed failed =
        (ExperimentFailed) outcome("huge").messages().get(0).payload().orElseThrow();
    assertThat(failed.reason()).contains("hiddenSizes [1000000000]", "GB of memory", "worker has");
    assertThat(epochs("small")).hasSize(EPOCHS);
  }

  private static Hyperparameters told(
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

  private void train(String id) {
    work(id, null, 0.003, new StopSignal(), Clock.systemUTC());
  }

  private void stopAtTheThirdEpoch() {
    StopSignal stop = new StopSignal();
    assertThatThrownBy(() -> work("disturbed", null, 0.003, stop, stoppingAtTheThirdEpoch(stop)))
        .isInstanceOf(WorkStoppedException.class);
  }

  /** The checkpoints of a training that nothing disturbs. */
  private List<String> undisturbed() {
    train("undisturbed");
    return digests("undisturbed");
  }

  private List<String> digests(String id) {
    return epochs(id).stream().map(epoch -> epoch.checkpoint().digest()).toList();
  }

  /** What is left of a file after a disk has lost the second half of it. */
  private static void cut(Path file) throws IOException {
    byte[] content = Files.readAllBytes(file);
    Files.write(file, Arrays.copyOf(content, content.length / 2));
  }

  private void work(
      String id, String resumeFrom, double learningRate, StopSignal stop, Clock clock) {
    work(id, resumeFrom, told(learningRate, EPOCHS, List.of(64), 0), Map.of(), stop, clock);
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

  /** A clock that asks for a stop when the work looks at it in the midst of the third epoch. */
  private Clock stoppingAtTheThirdEpoch(StopSignal stop) {
    return new Clock() {
      @Override
      public Instant instant() {
        if (store.read("experiments/disturbed/checkpoints/epoch-0002.json").isPresent()) {
          stop.stop();
        }
        return Clock.systemUTC().instant();
      }

      @Override
      public ZoneId getZone() {
        return Clock.systemUTC().getZone();
      }

      @Override
      public Clock withZone(ZoneId zone) {
        return this;
      }
    };
  }

  private List<EpochCompleted> epochs(String id) {
    CommitPoints points = new CommitPoints(store);
    return IntStream.rangeClosed(1, 40)
        .mapToObj(epoch -> points.find("experiments/" + id + "/" + Chain.name(epoch) + ".json"))
        .flatMap(Optional::stream)
        .map(point -> point.messages().get(0).payload().orElseThrow())
        .map(EpochCompleted.class::cast)
        .toList();
  }

  private CommitPoint outcome(String id) {
    return new CommitPoints(store)
        .find("experiments/" + id + "/training/outcome.json")
        .orElseThrow();
  }

  private static double loss(EpochCompleted epoch) {
    return epoch.metrics().get(3).value();
  }

  private String keepFirstImages() throws IOException {
    Map<DatasetFile, byte[]> files = new EnumMap<>(DatasetFile.class);
    for (DatasetFile file : DatasetFile.values()) {
      boolean images = file.id().endsWith("images");
      int bytes = images ? 16 + IMAGES * 28 * 28 : 8 + IMAGES;
      try (InputStream in = Files.newInputStream(Mnist.folder().resolve(file.publishedName()))) {
        byte[] cut = in.readNBytes(bytes);
        ByteBuffer.wrap(cut).putInt(4, IMAGES);
        files.put(file, cut);
      }
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
