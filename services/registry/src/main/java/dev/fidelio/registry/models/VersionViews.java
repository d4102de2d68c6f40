package dev.fidelio.registry.models;

import dev.fidelio.contracts.Artifact;
import dev.fidelio.registry.history.StoredExperiment;
import dev.fidelio.registry.history.StoredScore;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** Builds the REST views of versions. */
@Singleton
public class VersionViews {

  /** Versions of one model, in the order given. */
  public List<VersionView> of(String model, List<Version> versions) {
    List<String> ids = versions.stream().map(version -> version.experimentId).toList();
    Map<String, StoredExperiment> experiments = StoredExperiment.byId(ids);
    Map<String, List<StoredScore>> scores =
        StoredScore.ofExperiments(ids).stream()
            .collect(Collectors.groupingBy(score -> score.experimentId));
    Map<Integer, List<String>> aliases =
        Alias.ofModel(model).stream()
            .collect(
                Collectors.groupingBy(
                    alias -> alias.version,
                    Collectors.mapping(alias -> alias.name, Collectors.toList())));
    return versions.stream()
        .map(
            version ->
                of(
                    version,
                    aliases.getOrDefault(version.number, List.of()),
                    Optional.ofNullable(experiments.get(version.experimentId)),
                    scores.getOrDefault(version.experimentId, List.of())))
        .toList();
  }

  private static VersionView of(
      Version version,
      List<String> aliases,
      Optional<StoredExperiment> experiment,
      List<StoredScore> scores) {
    return VersionViewBuilder.builder()
        .model(version.model)
        .version(version.number)
        .experimentId(version.experimentId)
        .registeredAt(version.registeredAt)
        .checkpoint(
            new Artifact(version.checkpointName, version.checkpointDigest, version.checkpointSize))
        .aliases(aliases)
        .hyperparameters(experiment.map(known -> known.hyperparameters).orElse(null))
        .losses(experiment.map(LastLosses::of).orElse(null))
        .scores(scores.stream().map(ScoreView::of).toList())
        .datasetDigest(version.datasetDigest)
        .mlflow(experiment.map(MlflowView::of).orElse(null))
        .archived(VersionView.Archival.of(version))
        .build();
  }
}
