package dev.fidelio.bench.chaos;

import dev.fidelio.artifacts.ArtifactStore;
import dev.fidelio.artifacts.Claims;
import dev.fidelio.artifacts.CommitPoint;
import dev.fidelio.artifacts.CommitPoint.Status;
import dev.fidelio.artifacts.ExperimentFolder;
import dev.fidelio.artifacts.StagedFile;
import dev.fidelio.artifacts.StoreLayout;
import dev.fidelio.contracts.EpochCompleted;
import dev.fidelio.contracts.Json;
import dev.fidelio.contracts.MetricPoint;
import dev.fidelio.contracts.ModelEvaluated;
import dev.fidelio.stages.Stages;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What the artifact store holds for one experiment; everything else has to match it. */
final class StoreContents {

  /** The stages in their order. */
  static final List<String> STAGES = Stages.stages(true);

  /** The stage that draws the first evaluation set. */
  static final String SAMPLING = Stages.sampling(ModelEvaluated.FIRST);

  /** The stage that scores the first evaluation set. */
  static final String EVALUATION = Stages.evaluation(ModelEvaluated.FIRST);

  private static final String JSON = ".json";

  private final ArtifactStore store;
  private final ExperimentFolder folder;

  StoreContents(ArtifactStore store, String experimentId) {
    this.store = store;
    this.folder = StoreLayout.experiment(experimentId);
  }

  /** A stage's outcome; empty while it has none. */
  Optional<CommitPoint> outcome(String stage) {
    return read(folder.outcome(stage));
  }

  /** Whether a stage succeeded. */
  boolean isDone(String stage) {
    return outcome(stage).filter(point -> point.status() == Status.DONE).isPresent();
  }

  /** The commit points of the epochs, in order. */
  List<CommitPoint> epochs() {
    String checkpoints = folder.path(ExperimentFolder.CHECKPOINTS);
    return store.list(checkpoints).stream()
        .filter(name -> name.endsWith(JSON))
        .flatMap(name -> read(checkpoints + "/" + name).stream())
        .toList();
  }

  /** The facts that the epochs' commit points hold, in order. */
  List<EpochCompleted> epochFacts() {
    return epochs().stream()
        .map(point -> (EpochCompleted) point.messages().get(0).payload().orElseThrow())
        .toList();
  }

  /** Every metric point of the series, sorted, as {@link #point} writes it. */
  List<String> series() {
    return points()
        .map(
            point ->
                point(point.name(), point.step(), point.value(), point.timestamp().toEpochMilli()))
        .sorted()
        .toList();
  }

  /** The names of the metrics in the series. */
  Set<String> metrics() {
    return points().map(MetricPoint::name).collect(Collectors.toCollection(TreeSet::new));
  }

  /** A point of a series in comparable form; MLflow stores milliseconds. */
  static String point(String name, long step, double value, long millis) {
    return "%s %d %s %d".formatted(name, step, value, millis);
  }

  /** Every file that has a public name. */
  List<StagedFile> files() {
    List<CommitPoint> points = new ArrayList<>(epochs());
    STAGES.forEach(stage -> outcome(stage).ifPresent(points::add));
    return points.stream().flatMap(point -> point.files().stream()).distinct().toList();
  }

  /** The content of a file by its public name. */
  Optional<byte[]> content(StagedFile file) {
    return store.read(file.to());
  }

  /** A file's name below the experiment. */
  String name(StagedFile file) {
    return folder.name(file.to());
  }

  /** How many attempts at a stage were claimed. */
  long claims(String stage) {
    return attempts(stage).claimed().count();
  }

  /** How many attempts at a stage failed. */
  long failures(String stage) {
    return attempts(stage).before(Integer.MAX_VALUE).failures().size();
  }

  /** How many attempts at a stage crashed: they were claimed and recorded no result. */
  long crashes(String stage) {
    return attempts(stage).before(Integer.MAX_VALUE).crashes();
  }

  private Stream<MetricPoint> points() {
    return epochFacts().stream().flatMap(epoch -> epoch.metrics().stream());
  }

  private Claims attempts(String stage) {
    return new Claims(store, folder, stage);
  }

  private Optional<CommitPoint> read(String path) {
    return store.read(path).map(json -> Json.read(json, CommitPoint.class));
  }
}
