package dev.fidelio.tracker.models;

import dev.fidelio.contracts.VersionArchived;
import dev.fidelio.contracts.VersionRegistered;
import dev.fidelio.tracker.mlflow.ChangeListener;
import dev.fidelio.tracker.mlflow.MlflowRefusals;
import dev.fidelio.tracker.mlflow.MlflowRest;
import dev.fidelio.tracker.mlflow.UntrackableException;
import dev.fidelio.tracker.runs.MlflowMapping;
import dev.fidelio.tracker.runs.MlflowRuns;
import dev.fidelio.tracker.runs.TrackedRun;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.mlflow.api.proto.ModelRegistry.ModelVersion;
import org.mlflow.api.proto.ModelRegistry.ModelVersionTag;
import org.mlflow.api.proto.ModelRegistry.RegisteredModel;
import org.mlflow.tracking.MlflowClient;
import org.mlflow.tracking.MlflowHttpException;

/** The registered models and their versions. */
public final class MlflowModels {

  private static final String VERSION = "fidelio.version";
  private static final String ARCHIVED = "fidelio.archived";

  private final MlflowClient mlflow;
  private final MlflowRest rest;
  private final ChangeListener changeListener;

  public MlflowModels(MlflowClient mlflow, MlflowRest rest, ChangeListener changeListener) {
    this.mlflow = mlflow;
    this.rest = rest;
    this.changeListener = changeListener;
  }

  /**
   * Registers a version unless MLflow has it. Of duplicates, the first is kept.
   *
   * @param description the text that MLflow shows
   */
  public void register(VersionRegistered fact, TrackedRun run, String description) {
    if (find(fact.model()).isEmpty()) {
      create(fact.model());
    }
    List<ModelVersion> found = versions(fact.model(), fact.version());
    for (ModelVersion later : found.stream().skip(1).toList()) {
      rest.deleteVersion(new MlflowRest.Version(fact.model(), later.getVersion()));
      changeListener.changed(
          fact.model(), "version", Integer.toString(fact.version()), "a duplicate", "deleted");
    }
    if (found.isEmpty()) {
      Map<String, String> tags =
          Map.of(
              VERSION,
              Integer.toString(fact.version()),
              MlflowRuns.EXPERIMENT,
              fact.experimentId(),
              MlflowMapping.DIGEST,
              fact.datasetDigest());
      rest.createVersion(
          new MlflowRest.NewVersion(
              fact.model(),
              run.artifactUri() + "/" + fact.checkpoint().name(),
              run.id(),
              description,
              MlflowRest.Tag.of(tags)));
      changeListener.changed(
          fact.model(), "version", Integer.toString(fact.version()), null, fact.experimentId());
    }
  }

  /**
   * Updates the descriptions of a run's versions.
   *
   * @param before the tracker's previous description; any other text is kept
   */
  public void describe(TrackedRun run, String before, String description) {
    for (ModelVersion version :
        mlflow.searchModelVersions("run_id = '" + run.id() + "'").getItems()) {
      if (version.getDescription().equals(before)) {
        rest.describeVersion(
            new MlflowRest.Description(version.getName(), version.getVersion(), description));
      }
    }
  }

  /**
   * Marks a version as archived.
   *
   * @param time when it was archived
   * @throws UntrackableException if MLflow does not have the version
   */
  public void archive(VersionArchived fact, Instant time) {
    ModelVersion version =
        versions(fact.model(), fact.version()).stream()
            .findFirst()
            .orElseThrow(() -> noVersion(fact.model(), fact.version()));
    Map<String, String> tags = new TreeMap<>(Map.of(ARCHIVED, time.toString()));
    if (fact.reason() != null) {
      tags.put(ARCHIVED + ".reason", MlflowMapping.shortened(fact.reason()));
    }
    tags.forEach(
        (key, value) -> {
          String was = tag(version, key).orElse(null);
          if (!value.equals(was)) {
            rest.tagVersion(
                new MlflowRest.VersionTag(fact.model(), version.getVersion(), key, value));
            String name = "%s of version %d".formatted(key, fact.version());
            changeListener.changed(fact.model(), "tag", name, was, value);
          }
        });
  }

  /** A registered model; empty if there is none of that name. */
  Optional<RegisteredModel> find(String name) {
    try {
      return Optional.of(mlflow.getRegisteredModel(name));
    } catch (MlflowHttpException e) {
      if (MlflowRefusals.isAbsence(e)) {
        return Optional.empty();
      }
      throw e;
    }
  }

  private void create(String name) {
    try {
      rest.createModel(new MlflowRest.NewModel(name, "Trained, scored and promoted by Fidelio."));
    } catch (MlflowHttpException e) {
      if (!MlflowRefusals.isAlreadyThere(e)) {
        throw e;
      }
    }
  }

  /** MLflow's versions with this Fidelio version number, oldest first. */
  List<ModelVersion> versions(String model, int version) {
    String filter = "name = '%s' and tags.`%s` = '%d'".formatted(model, VERSION, version);
    return mlflow.searchModelVersions(filter).getItems().stream()
        .sorted(Comparator.comparingInt(found -> Integer.parseInt(found.getVersion())))
        .toList();
  }

  /** The Fidelio version number of an MLflow version; empty if it has none. */
  Optional<Integer> number(String model, String version) {
    return tag(mlflow.getModelVersion(model, version), VERSION)
        .flatMap(MlflowMapping::number)
        .map(Math::toIntExact);
  }

  static UntrackableException noVersion(String model, int version) {
    return new UntrackableException("MLflow has no version %d of %s".formatted(version, model));
  }

  private static Optional<String> tag(ModelVersion version, String key) {
    return version.getTagsList().stream()
        .filter(tag -> tag.getKey().equals(key))
        .map(ModelVersionTag::getValue)
        .findFirst();
  }
}
