package dev.fidelio.evaluator;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fidelio.artifacts.ArtifactStore;
import dev.fidelio.artifacts.CommitPoint;
import dev.fidelio.artifacts.CommitPoints;
import dev.fidelio.contracts.Artifact;
import dev.fidelio.contracts.DatasetIngested;
import dev.fidelio.contracts.DatasetIngestedBuilder;
import dev.fidelio.contracts.Evaluation;
import dev.fidelio.contracts.EvaluationRequested;
import dev.fidelio.contracts.Experiment;
import dev.fidelio.contracts.ExperimentBuilder;
import dev.fidelio.contracts.ExperimentFailed;
import dev.fidelio.contracts.Message;
import dev.fidelio.contracts.ModelEvaluated;
import dev.fidelio.contracts.Payload;
import dev.fidelio.contracts.Score;
import dev.fidelio.datasets.Dataset;
import dev.fidelio.datasets.DatasetFile;
import dev.fidelio.datasets.Datasets;
import dev.fidelio.formats.Digests;
import dev.fidelio.formats.Idx;
import dev.fidelio.formats.Npy;
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
import dev.fidelio.testing.ExampleRequest;
import java.nio.file.Path;
import java.time.Clock;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EvaluationWorkIT {
  private static final Clock CLOCK = Clock.systemUTC();

  @TempDir static Path brokerFolder;
  private static LocalKafka broker;
  private static Publisher publisher;

  @TempDir Path folder;
  private ArtifactStore store;
  private String dataset;

  @BeforeAll
  static void start() throws Exception {
    broker = LocalKafka.start(brokerFolder, Ports.free());
    KafkaSettings kafka = new KafkaSettings(broker.bootstrapServers(), "", "evaluator", Map.of());
    try (Admin admin = Admin.create(kafka.common())) {
      new Topics(admin, kafka).ensure();
    }
    publisher = new Publisher(kafka);
  }

  @AfterAll
  static void stop() throws Exception {
    publisher.close();
    broker.stop();
  }

  @BeforeEach
  void keepADataset() {
    store = ArtifactStore.at(folder.toUri());
    Map<DatasetFile, byte[]> files = new EnumMap<>(DatasetFile.class);
    files.put(DatasetFile.TRAIN_IMAGES, Idx.write(TestImages.noise(60, 1).pixels(), 60, 28, 28));
    files.put(DatasetFile.TRAIN_LABELS, Idx.write(new byte[60], 60));
    files.put(DatasetFile.TEST_IMAGES, Idx.write(TestImages.noise(60, 2).pixels(), 60, 28, 28));
    files.put(DatasetFile.TEST_LABELS, Idx.write(new byte[60], 60));
    dataset = Dataset.of(files).digest();
    List<Artifact> artifacts =
        files.entrySet().stream()
            .map(file -> artifact(file.getKey().id(), file.getValue()))
            .toList();
    DatasetIngested ingested =
        DatasetIngestedBuilder.builder()
            .digest(dataset)
            .name("noise")
            .origin("here")
            .trainCount(60)
            .testCount(60)
            .height(28)
            .width(28)
            .classes(10)
            .testLabelCounts(List.of(60))
            .files(artifacts)
            .build();
    Message announcement = Message.of("1", CLOCK.instant(), "ingestion", ingested);
    new Datasets(store).keep(dataset, files, announcement);
  }

  @Test
  void anEvaluationSetGetsItsScore() {
    Payload outcome = evaluate(Npy.write(TestImages.noise(40, 3).pixels(), 40, 28, 28), 40);

    assertThat(outcome).isInstanceOf(ModelEvaluated.class);
    ModelEvaluated evaluated = (ModelEvaluated) outcome;
    assertThat(evaluated.evaluation()).isEqualTo("default");
    Score score = evaluated.scores().get(0);
    assertThat(score.value()).isPositive();
    assertThat(score.datasetDigest()).isEqualTo(dataset);
    assertThat(score.referenceCount()).isEqualTo(60);
    assertThat(score.sampleCount()).isEqualTo(40);
    assertThat(evaluated.artifacts())
        .extracting(Artifact::name)
        .containsExactly("scores/default/scorecard.png");
  }

  @Test
  void samplesThatCannotBeScoredFailTheExperimentWithTheReason() {
    assertThat(reason(evaluate(Npy.write(new byte[2 * 784], 2, 28, 28), 2)))
        .startsWith("the samples cannot be scored: 2 images are too few");
    assertThat(reason(evaluate(Npy.write(new byte[784], 2, 28, 28), 2)))
        .contains("images.npy must have 3 dimensions");
    assertThat(reason(evaluate(Npy.write(new byte[2 * 784], 2, 28, 28), 3)))
        .isEqualTo("the samples cannot be scored: 2 images have 3 labels");
    assertThat(reason(evaluate(Npy.write(new byte[40 * 784], 40, 14, 56), 40)))
        .contains("14 x 56 pixels and the data set's images 28 x 28");
  }

  private static String reason(Payload outcome) {
    assertThat(outcome).isInstanceOf(ExperimentFailed.class);
    return ((ExperimentFailed) outcome).reason();
  }

  /** The facts that the stage announces; each call evaluates another experiment. */
  private Payload evaluate(byte[] images, int labels) {
    String id = "digits-" + store.list("experiments").size();
    Artifact imagesFile = publish(id, "samples/default/images.npy", images);
    Artifact labelsFile =
        publish(id, "samples/default/labels.npy", Npy.write(new byte[labels], labels));
    Experiment experiment =
        ExperimentBuilder.builder(ExampleRequest.of(id, "digits"))
            .dataset("noise")
            .evaluation(new Evaluation("quarters", 40))
            .build();
    Extractors extractors =
        new Extractors(Map.of("quarters", stopCheck -> new QuadrantExtractor()));
    EvaluationWork work =
        new EvaluationWork(new Datasets(store), extractors, new ReferenceStore(store));
    new StageLoop<>(
            EvaluationRequested.class,
            work,
            store,
            new Announcements(publisher, "evaluator", CLOCK),
            new Cancellations(),
            RetryPolicy.DEFAULT,
            "",
            "host/1",
            CLOCK)
        .work(
            new EvaluationRequested(experiment, dataset, "default", imagesFile, labelsFile),
            new StopSignal());
    CommitPoint outcome =
        new CommitPoints(store)
            .find("experiments/" + id + "/evaluation/default/outcome.json")
            .orElseThrow();
    return outcome.messages().get(0).payload().orElseThrow();
  }

  private Artifact publish(String experiment, String name, byte[] content) {
    store.publish("experiments/" + experiment + "/" + name, content);
    return artifact(name, content);
  }

  private static Artifact artifact(String name, byte[] content) {
    return new Artifact(name, Digests.sha256(content), content.length);
  }
}
