package dev.fidelio.bench.training;

import dev.fidelio.artifacts.ArtifactStore;
import dev.fidelio.artifacts.CommitPoints;
import dev.fidelio.artifacts.ExperimentFolder;
import dev.fidelio.artifacts.StoreLayout;
import dev.fidelio.contracts.Artifact;
import dev.fidelio.contracts.DatasetIngested;
import dev.fidelio.contracts.DatasetIngestedBuilder;
import dev.fidelio.contracts.EpochCompleted;
import dev.fidelio.contracts.Evaluation;
import dev.fidelio.contracts.Experiment;
import dev.fidelio.contracts.ExperimentBuilder;
import dev.fidelio.contracts.Hyperparameters;
import dev.fidelio.contracts.Message;
import dev.fidelio.contracts.MetricPoint;
import dev.fidelio.contracts.TrainingRequested;
import dev.fidelio.cvae.Compute;
import dev.fidelio.datasets.Dataset;
import dev.fidelio.datasets.DatasetFile;
import dev.fidelio.datasets.Datasets;
import dev.fidelio.formats.Digests;
import dev.fidelio.localservers.Folders;
import dev.fidelio.localservers.LocalKafka;
import dev.fidelio.localservers.Ports;
import dev.fidelio.messaging.KafkaSettings;
import dev.fidelio.messaging.Publisher;
import dev.fidelio.messaging.StopSignal;
import dev.fidelio.messaging.Topics;
import dev.fidelio.stages.Announcements;
import dev.fidelio.stages.Cancellations;
import dev.fidelio.stages.RetryPolicy;
import dev.fidelio.stages.StageLoop;
import dev.fidelio.trainer.TrainingWork;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;

/**
 * Trains one experiment as a worker does: it sends progress and epochs to a broker and writes every
 * checkpoint to the store, and the state within an epoch every 30 seconds.
 */
final class WorkerLoop implements AutoCloseable {

  private final Path folder;
  private final ArtifactStore store;
  private final String digest;
  private final LocalKafka kafka;
  private final KafkaSettings settings;

  /** Starts a broker and fills a store with a data set, in a folder that {@link #close} deletes. */
  WorkerLoop(Path data) throws IOException, InterruptedException, ExecutionException {
    folder = Files.createTempDirectory("fidelio-worker-");
    store = ArtifactStore.at(folder.resolve("artifacts").toUri());
    digest = keep(data, store);
    int port = Ports.free();
    kafka = LocalKafka.start(folder.resolve("kafka"), port);
    settings = new KafkaSettings(Ports.HOST + ":" + port, "", "trainer", Map.of());
    try (Admin admin = Admin.create(settings.common())) {
      new Topics(admin, settings).ensure();
    }
  }

  /** Takes the folder of MNIST, epochs, batch size and threads; prints a {@link Measurement}. */
  public static void main(String[] arguments) throws Exception {
    Hyperparameters hyperparameters =
        DefaultTraining.of(Integer.parseInt(arguments[1]), Integer.parseInt(arguments[2]));
    Compute compute = Compute.on("cpu", Integer.parseInt(arguments[3]));
    try (WorkerLoop loop = new WorkerLoop(Path.of(arguments[0]))) {
      long start = System.nanoTime();
      double speed = loop.train("measured", hyperparameters, compute, Clock.systemUTC());
      Measurement.print(speed, start);
    }
    System.exit(0);
  }

  /**
   * Trains an experiment.
   *
   * @param id the experiment's id
   * @param clock read before each step
   * @return images per second in the last epoch
   */
  double train(String id, Hyperparameters hyperparameters, Compute compute, Clock clock) {
    TrainingWork work =
        new TrainingWork(
            new Datasets(store),
            compute,
            Map.of("device", compute.device()),
            Duration.ofSeconds(30),
            clock);
    Experiment experiment =
        ExperimentBuilder.builder()
            .experimentId(id)
            .model("model")
            .dataset("mnist")
            .hyperparameters(hyperparameters)
            .evaluation(new Evaluation("inception-mnist", 512))
            .tags(Map.of())
            .resumeFrom(null)
            .promotion(null)
            .build();
    try (Publisher publisher = new Publisher(settings)) {
      new StageLoop<>(
              TrainingRequested.class,
              work,
              store,
              new Announcements(publisher, "trainer", Clock.systemUTC()),
              new Cancellations(),
              RetryPolicy.DEFAULT,
              "",
              "bench/1",
              Clock.systemUTC())
          .work(new TrainingRequested(experiment, digest), new StopSignal());
    }
    return speed(id, hyperparameters.epochs());
  }

  @Override
  public void close() throws IOException, InterruptedException {
    kafka.stop();
    Folders.delete(folder);
  }

  private double speed(String id, int epoch) {
    String name = StoreLayout.experiment(id).commitPoint(ExperimentFolder.epoch(epoch));
    EpochCompleted completed =
        new CommitPoints(store)
            .find(name)
            .flatMap(point -> point.messages().get(0).payload())
            .map(EpochCompleted.class::cast)
            .orElseThrow();
    return completed.metrics().stream()
        .filter(point -> point.name().equals("images_per_second"))
        .mapToDouble(MetricPoint::value)
        .findFirst()
        .orElseThrow();
  }

  private static String keep(Path data, ArtifactStore store) throws IOException {
    Map<DatasetFile, byte[]> files = new EnumMap<>(DatasetFile.class);
    for (DatasetFile file : DatasetFile.values()) {
      files.put(file, Files.readAllBytes(data.resolve(file.publishedName())));
    }
    Dataset dataset = Dataset.of(files);
    List<Artifact> artifacts =
        files.entrySet().stream()
            .map(
                file ->
                    new Artifact(
                        file.getKey().id(),
                        Digests.sha256(file.getValue()),
                        file.getValue().length))
            .toList();
    DatasetIngested fact =
        DatasetIngestedBuilder.builder()
            .digest(dataset.digest())
            .name("mnist")
            .origin(data.toString())
            .trainCount(dataset.train().count())
            .testCount(dataset.test().count())
            .height(dataset.train().height())
            .width(dataset.train().width())
            .classes(Dataset.CLASSES)
            .testLabelCounts(List.of())
            .files(artifacts)
            .build();
    Message message = Message.of(dataset.digest(), Instant.EPOCH, "bench", fact);
    new Datasets(store).keep(dataset.digest(), files, message);
    return dataset.digest();
  }
}
