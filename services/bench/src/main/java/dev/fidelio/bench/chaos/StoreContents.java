package dev.fidelio.bench.chaos;

import com.fasterxml.jackson.databind.JsonNode;
import dev.fidelio.artifacts.ArtifactStore;
import dev.fidelio.artifacts.CommitPoint;
import dev.fidelio.artifacts.CommitPoint.Status;
import dev.fidelio.artifacts.StagedFile;
import dev.fidelio.contracts.EpochCompleted;
import dev.fidelio.contracts.Json;
import dev.fidelio.contracts.MetricPoint;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What the artifact store holds of one experiment: the truth that everything else has to match. */
final class StoreContents {

  /** The stages in their order. */
  static final List<String> STAGES =
      List.of("dataset", "training", "sampling/default", "evaluation/default");

  private static final String JSON = ".json";

  private final ArtifactStore store;
  private final String folder;

  StoreContents(ArtifactStore store, String experimentId) {
    this.store = store;
    this.folder = "experiments/" + experimentId;
  }

  /** How a stage ended; empty if it has not. */
  Optional<CommitPoint> outcome(String stage) {
    return read(stage + "/outcome" + JSON);
  }

  /** Whether a stage ended as it should. */
  boolean isDone(String stage) {
    return outcome(stage).filter(point -> point.status() == Status.DONE).isPresent();
  }

  /** The commit points of the epochs, in order. */
  List<CommitPoint> epochs() {
    return names("checkpoints")
        .filter(name -> name.startsWith("epoch-") && name.endsWith(JSON))
        .flatMap(name -> read("checkpoints/" + name).stream())
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

  /** The names of the metrics that the series has. */
  Set<String> metrics() {
    return points().map(MetricPoint::name).collect(Collectors.toCollection(TreeSet::new));
  }

  /** A point of a series, to be compared; MLflow keeps milliseconds. */
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
    return file.to().substring(folder.length() + 1);
  }

  /** How many attempts at a stage were claimed. */
  long claims(String stage) {
    return names(stage + "/claims").filter(name -> name.endsWith(JSON)).count();
  }

  /** How many attempts at a stage ended as failed. */
  long failures(String stage) {
    return ends(stage).filter(end -> end).count();
  }

  /** How many attempts at a stage could not say how they ended. */
  long crashes(String stage) {
    return claims(stage) - ends(stage).count();
  }

  private Stream<MetricPoint> points() {
    return epochFacts().stream().flatMap(epoch -> epoch.metrics().stream());
  }

  private Stream<Boolean> ends(String stage) {
    return names(stage + "/claims")
        .filter(name -> !name.endsWith(JSON))
        .map(name -> store.read(folder + "/" + stage + "/claims/" + name + "/end" + JSON))
        .flatMap(Optional::stream)
        .map(end -> Json.read(end, JsonNode.class))
        .map(end -> end.path("failed").asBoolean());
  }

  private Stream<String> names(String of) {
    return store.list(folder + "/" + of).stream();
  }

  private Optional<CommitPoint> read(String name) {
    return store.read(folder + "/" + name).map(json -> Json.read(json, CommitPoint.class));
  }
}
