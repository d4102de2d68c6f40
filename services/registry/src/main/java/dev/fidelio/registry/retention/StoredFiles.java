package dev.fidelio.registry.retention;

import dev.fidelio.artifacts.ArtifactStore;
import dev.fidelio.artifacts.CommitPoint;
import dev.fidelio.artifacts.StagedFile;
import dev.fidelio.contracts.EpochCompleted;
import dev.fidelio.contracts.Json;
import dev.fidelio.stages.Stages;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** What the store holds of one experiment: files that have a name, and what attempts have left. */
final class StoredFiles {

  private static final String CHECKPOINTS = "checkpoints";
  private static final String JSON = ".json";
  private static final List<String> EVALUATED = List.of("sampling", "evaluation");

  private final ArtifactStore store;
  private final String folder;

  StoredFiles(ArtifactStore store, String experimentId) {
    this.store = store;
    this.folder = "experiments/" + experimentId;
  }

  /** A committed epoch, in which its checkpoint is the only file. */
  record Epoch(EpochCompleted fact, DisposableFile checkpoint) {}

  /** The committed epochs whose checkpoints are there, in order. */
  List<Epoch> epochs() {
    List<Epoch> epochs = new ArrayList<>();
    commits(CHECKPOINTS)
        .forEach(
            point ->
                point
                    .messages()
                    .get(0)
                    .payload()
                    .filter(EpochCompleted.class::isInstance)
                    .map(EpochCompleted.class::cast)
                    .ifPresent(
                        fact -> present(point).forEach(file -> epochs.add(new Epoch(fact, file)))));
    return epochs;
  }

  /** Every file that has a name, and everything that attempts have left beside their claims. */
  List<DisposableFile> everything() {
    List<DisposableFile> all = new ArrayList<>();
    Stream.concat(
            commits(CHECKPOINTS),
            stages().flatMap(stage -> read(stage + "/outcome" + JSON).stream()))
        .flatMap(this::present)
        .forEach(all::add);
    List<String> named = all.stream().flatMap(file -> file.others().stream()).toList();
    stages()
        .flatMap(stage -> left(folder + "/" + stage + "/claims"))
        .filter(name -> !named.contains(name))
        .map(name -> new DisposableFile(below(name), false, store.size(name).orElse(0), List.of()))
        .forEach(all::add);
    return all;
  }

  /** The files of a commit point that are not given up yet, or not under all of their names. */
  private Stream<DisposableFile> present(CommitPoint point) {
    return point.files().stream()
        .filter(file -> file.to().startsWith(folder + "/"))
        .filter(file -> store.has(file.to()) || own(file).stream().anyMatch(store::has))
        .map(file -> new DisposableFile(below(file.to()), true, file.size(), own(file)));
  }

  /** Where the attempt wrote it; nothing where that is another experiment's file. */
  private List<String> own(StagedFile file) {
    return file.from().startsWith(folder + "/") ? List.of(file.from()) : List.of();
  }

  private Stream<String> stages() {
    return Stream.concat(
        Stream.of(Stages.TRAINING),
        EVALUATED.stream()
            .flatMap(
                stage ->
                    store.list(folder + "/" + stage).stream().map(name -> stage + "/" + name)));
  }

  /** Files of attempts, without what says that there was an attempt, and how it ended. */
  private Stream<String> left(String claims) {
    return store.list(claims).stream()
        .filter(attempt -> !attempt.endsWith(JSON))
        .flatMap(attempt -> files(claims + "/" + attempt))
        .filter(name -> !name.matches(".*/claims/\\d+/end\\.json"));
  }

  private Stream<String> files(String name) {
    return store.has(name)
        ? Stream.of(name)
        : store.list(name).stream().flatMap(child -> files(name + "/" + child));
  }

  private Stream<CommitPoint> commits(String below) {
    return store.list(folder + "/" + below).stream()
        .filter(name -> name.endsWith(JSON))
        .flatMap(name -> read(below + "/" + name).stream());
  }

  private Optional<CommitPoint> read(String name) {
    return store.read(folder + "/" + name).map(json -> Json.read(json, CommitPoint.class));
  }

  private String below(String name) {
    return name.substring(folder.length() + 1);
  }
}
