package dev.fidelio.tracker;

import dev.fidelio.contracts.AliasMoved;
import dev.fidelio.contracts.VersionRegistered;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.mlflow.api.proto.ModelRegistry.ModelVersion;
import org.mlflow.api.proto.ModelRegistry.RegisteredModel;
import org.mlflow.api.proto.ModelRegistry.RegisteredModelAlias;
import org.mlflow.api.proto.ModelRegistry.RegisteredModelTag;
import org.mlflow.tracking.MlflowClient;
import org.mlflow.tracking.MlflowHttpException;

/** The registered models, their versions and aliases. */
final class Models {

  private static final String VERSION = "fidelio.version";

  private final MlflowClient mlflow;
  private final MlflowRest rest;
  private final Changes changes;

  Models(MlflowClient mlflow, MlflowRest rest, Changes changes) {
    this.mlflow = mlflow;
    this.rest = rest;
    this.changes = changes;
  }

  /**
   * Registers a version that MLflow does not have. Of several the first stays.
   *
   * @param description for a person
   */
  void register(VersionRegistered fact, TrackedRun run, String description) {
    if (model(fact.model()).isEmpty()) {
      create(fact.model());
    }
    List<ModelVersion> found = versions(fact.model(), fact.version());
    for (ModelVersion later : found.stream().skip(1).toList()) {
      rest.deleteVersion(new MlflowRest.Version(fact.model(), later.getVersion()));
      changes.changed(
          fact.model(), "version", Integer.toString(fact.version()), "a second one", "deleted");
    }
    if (found.isEmpty()) {
      Map<String, String> tags =
          Map.of(
              VERSION,
              Integer.toString(fact.version()),
              Runs.EXPERIMENT,
              fact.experimentId(),
              Words.DIGEST,
              fact.datasetDigest());
      rest.createVersion(
          new MlflowRest.NewVersion(
              fact.model(),
              run.artifactUri() + "/" + fact.checkpoint().name(),
              run.id(),
              description,
              MlflowRest.Tag.of(tags)));
      changes.changed(
          fact.model(), "version", Integer.toString(fact.version()), null, fact.experimentId());
    }
  }

  /** Describes whatever versions came of a run. */
  void describe(TrackedRun run, String description) {
    for (ModelVersion version :
        mlflow.searchModelVersions("run_id = '" + run.id() + "'").getItems()) {
      rest.describeVersion(
          new MlflowRest.Description(version.getName(), version.getVersion(), description));
    }
  }

  /**
   * Points an alias to a version, unless it has been moved later.
   *
   * @throws UntrackableException if MLflow does not have the version
   */
  void move(AliasMoved fact) {
    String sequenceTag = "fidelio.alias." + fact.alias() + ".sequence";
    String version =
        versions(fact.model(), fact.version()).stream()
            .findFirst()
            .map(ModelVersion::getVersion)
            .orElseThrow(
                () ->
                    new UntrackableException(
                        "MLflow has no version %d of %s".formatted(fact.version(), fact.model())));
    RegisteredModel model =
        model(fact.model()).orElseThrow(() -> new IllegalStateException("gone: " + fact.model()));
    long applied =
        model.getTagsList().stream()
            .filter(tag -> tag.getKey().equals(sequenceTag))
            .map(RegisteredModelTag::getValue)
            .findFirst()
            .flatMap(Words::number)
            .orElse(0L);
    if (fact.sequence() < applied) {
      return;
    }
    Optional<String> there =
        model.getAliasesList().stream()
            .filter(alias -> alias.getAlias().equals(fact.alias()))
            .map(RegisteredModelAlias::getVersion)
            .findFirst();
    if (!there.equals(Optional.of(version))) {
      rest.setAlias(new MlflowRest.Alias(fact.model(), fact.alias(), version));
      changes.changed(fact.model(), "alias", fact.alias(), there.orElse(null), version);
    }
    if (fact.sequence() > applied) {
      rest.tagModel(
          new MlflowRest.ModelTag(fact.model(), sequenceTag, Long.toString(fact.sequence())));
    }
  }

  private Optional<RegisteredModel> model(String name) {
    try {
      return Optional.of(mlflow.getRegisteredModel(name));
    } catch (MlflowHttpException e) {
      if (Refusals.isAbsence(e)) {
        return Optional.empty();
      }
      throw e;
    }
  }

  private void create(String name) {
    try {
      rest.createModel(new MlflowRest.NewModel(name, "Trained, scored and promoted by Fidelio."));
    } catch (MlflowHttpException e) {
      if (!Refusals.isAlreadyThere(e)) {
        throw e;
      }
    }
  }

  private List<ModelVersion> versions(String model, int version) {
    String filter = "name = '%s' and tags.`%s` = '%d'".formatted(model, VERSION, version);
    return mlflow.searchModelVersions(filter).getItems().stream()
        .sorted(Comparator.comparingInt(found -> Integer.parseInt(found.getVersion())))
        .toList();
  }
}
