package dev.fidelio.registry.retention;

import dev.fidelio.artifacts.ArtifactStore;
import dev.fidelio.artifacts.Claims;
import dev.fidelio.artifacts.CommitPoint;
import dev.fidelio.artifacts.ExperimentFolder;
import dev.fidelio.artifacts.StagedFile;
import dev.fidelio.artifacts.StoreLayout;
import dev.fidelio.contracts.EpochCompleted;
import dev.fidelio.contracts.Json;
import dev.fidelio.stages.Stages;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What the store holds of one experiment: files that have a name, and what attempts have left. */
final class StoredFiles {

  private static final String JSON = ".json";

  private final ArtifactStore store;
  private final ExperimentFolder folder;

  StoredFiles(ArtifactStore store, String experimentId) {
    this.store = store;
    this.folder = StoreLayout.experiment(experimentId);
  }

  /** A committed epoch, in which its checkpoint is the only file. */
  record Epoch(EpochCompleted fact, DisposableFile checkpoint) {}

  /** The committed epochs whose checkpoints are there, in order. */
  List<Epoch> epochs() {
    List<Epoch> epochs = new ArrayList<>();
    epochCommits()
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
    commitPoints().flatMap(this::present).forEach(all::add);
    List<String> named = all.stream().flatMap(file -> file.others().stream()).toList();
    stages()
        .flatMap(stage -> new Claims(store, folder, stage).files())
        .filter(name -> !named.contains(name))
        .map(
            name ->
                new DisposableFile(folder.name(name), false, store.size(name).orElse(0), List.of()))
        .forEach(all::add);
    return all;
  }

  /**
   * The files beside the claims of ended stages that no commit point names.
   *
   * @param before only of stages that ended before then
   */
  List<String> lost(Instant before) {
    Set<String> named =
        commitPoints()
            .flatMap(point -> point.files().stream())
            .map(StagedFile::from)
            .collect(Collectors.toSet());
    return stages()
        .filter(
            stage ->
                read(folder.outcome(stage))
                    .filter(outcome -> outcome.messages().get(0).time().isBefore(before))
                    .isPresent())
        .flatMap(stage -> new Claims(store, folder, stage).files())
        .filter(name -> !named.contains(name))
        .toList();
  }

  private Stream<CommitPoint> commitPoints() {
    return Stream.concat(
        epochCommits(), stages().flatMap(stage -> read(folder.outcome(stage)).stream()));
  }

  /** The files of a commit point that are not deleted yet, or not under all of their names. */
  private Stream<DisposableFile> present(CommitPoint point) {
    return point.files().stream()
        .filter(file -> folder.contains(file.to()))
        .filter(file -> store.has(file.to()) || own(file).stream().anyMatch(store::has))
        .map(file -> new DisposableFile(folder.name(file.to()), true, file.size(), own(file)));
  }

  /** Where the attempt wrote it; nothing where that is another experiment's file. */
  private List<String> own(StagedFile file) {
    return folder.contains(file.from()) ? List.of(file.from()) : List.of();
  }

  private Stream<String> stages() {
    List<String> evaluations =
        Stream.of(Stages.SAMPLING, Stages.EVALUATION)
            .flatMap(kind -> store.list(folder.path(kind)).stream())
            .distinct()
            .toList();
    return Stages.all(evaluations).stream();
  }

  private Stream<CommitPoint> epochCommits() {
    String checkpoints = folder.path(ExperimentFolder.CHECKPOINTS);
    return store.list(checkpoints).stream()
        .filter(name -> name.endsWith(JSON))
        .flatMap(name -> read(checkpoints + "/" + name).stream());
  }

  private Optional<CommitPoint> read(String path) {
    return store.read(path).map(json -> Json.read(json, CommitPoint.class));
  }
}
