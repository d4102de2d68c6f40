package dev.fidelio.tracker.models;

import dev.fidelio.contracts.AliasDrifted;
import dev.fidelio.contracts.AliasDriftedBuilder;
import dev.fidelio.tracker.mlflow.ChangeListener;
import dev.fidelio.tracker.mlflow.MlflowRest;
import dev.fidelio.tracker.mlflow.UntrackableException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Objects;
import java.util.Optional;
import org.mlflow.api.proto.ModelRegistry.ModelVersion;

/** Applies decisions to the aliases of registered models and reverts drift. */
public final class MlflowAliases {

  private final MlflowModels mlflowModels;
  private final MlflowRest rest;
  private final TrackerFacts trackerFacts;
  private final ChangeListener changeListener;

  public MlflowAliases(
      MlflowModels mlflowModels,
      MlflowRest rest,
      TrackerFacts trackerFacts,
      ChangeListener changeListener) {
    this.mlflowModels = mlflowModels;
    this.rest = rest;
    this.trackerFacts = trackerFacts;
    this.changeListener = changeListener;
  }

  /**
   * Applies a decision to an alias, unless the same or a later decision has been applied.
   *
   * @throws UntrackableException if MLflow does not have the version
   */
  public void apply(AliasDecision aliasDecision) {
    Optional<MirroredAlias> found = find(aliasDecision);
    if (found.isEmpty() && aliasDecision.version() == null) {
      return;
    }
    MirroredAlias alias =
        found.orElseThrow(
            () -> MlflowModels.noVersion(aliasDecision.model(), aliasDecision.version()));
    if (aliasDecision.sequence() > alias.applied()) {
      point(alias, aliasDecision);
      tag(
          aliasDecision,
          MirroredAlias.sequenceTag(aliasDecision.alias()),
          aliasDecision.sequence());
    }
  }

  /**
   * Compares an alias with the last decision about it, and announces and reverts drift.
   *
   * @param register registers the version again if it was deleted in MLflow
   * @return MLflow's number of the version that the alias must point to
   * @throws UntrackableException if the alias has drifted and cannot be repaired
   */
  public Optional<String> hold(AliasDecision aliasDecision, Runnable register) {
    Optional<MirroredAlias> found = find(aliasDecision);
    long applied = found.map(MirroredAlias::applied).orElse(0L);
    if (applied < aliasDecision.sequence() && wanted(aliasDecision).isPresent()) {
      // Not applied yet, or its tag was removed in MLflow.
      apply(aliasDecision);
    } else if (applied == aliasDecision.sequence()) {
      mend(found.orElseThrow(), aliasDecision, register);
    }
    return wanted(aliasDecision);
  }

  private void mend(MirroredAlias alias, AliasDecision aliasDecision, Runnable register) {
    Optional<AliasDrift> noted = alias.drift();
    noted
        .filter(AliasDrift::wasMended)
        .ifPresent(aliasDrift -> conclude(aliasDecision, aliasDrift));
    Optional<AliasDrift> open = noted.filter(aliasDrift -> !aliasDrift.wasMended());
    Optional<String> wanted = wanted(aliasDecision);
    boolean isGone = aliasDecision.version() != null && wanted.isEmpty();
    if (open.isEmpty() && alias.version().equals(wanted) && !isGone) {
      return;
    }
    AliasDrift aliasDrift =
        open.orElseGet(
            () -> note(aliasDecision, AliasDrift.noticed(seen(alias, aliasDecision), now())));
    if (!aliasDrift.isAnnounced()) {
      trackerFacts.drifted(aliasDrift);
      aliasDrift = note(aliasDecision, aliasDrift.announced());
    }
    if (isGone) {
      register.run();
    }
    point(alias, aliasDecision);
    conclude(aliasDecision, note(aliasDecision, aliasDrift.mended(now())));
  }

  private Optional<MirroredAlias> find(AliasDecision aliasDecision) {
    return mlflowModels
        .find(aliasDecision.model())
        .map(model -> new MirroredAlias(model, aliasDecision.alias()));
  }

  /** MLflow's number of the version; empty if the alias is removed or MLflow lacks the version. */
  private Optional<String> wanted(AliasDecision aliasDecision) {
    return aliasDecision.version() == null
        ? Optional.empty()
        : mlflowModels.versions(aliasDecision.model(), aliasDecision.version()).stream()
            .findFirst()
            .map(ModelVersion::getVersion);
  }

  private void point(MirroredAlias alias, AliasDecision aliasDecision) {
    Optional<String> wanted = wanted(aliasDecision);
    if (wanted.isEmpty() && aliasDecision.version() != null) {
      throw MlflowModels.noVersion(aliasDecision.model(), aliasDecision.version());
    }
    if (alias.version().equals(wanted)) {
      return;
    }
    wanted.ifPresentOrElse(
        version ->
            rest.setAlias(
                new MlflowRest.Alias(aliasDecision.model(), aliasDecision.alias(), version)),
        () ->
            rest.deleteAlias(
                new MlflowRest.AliasName(aliasDecision.model(), aliasDecision.alias())));
    changeListener.changed(
        aliasDecision.model(),
        "alias",
        aliasDecision.alias(),
        alias.version().orElse(null),
        wanted.orElse("deleted"));
  }

  private AliasDrifted seen(MirroredAlias alias, AliasDecision aliasDecision) {
    return AliasDriftedBuilder.builder()
        .model(aliasDecision.model())
        .alias(aliasDecision.alias())
        .sequence(aliasDecision.sequence())
        .expected(aliasDecision.version())
        .found(
            alias
                .version()
                .flatMap(version -> mlflowModels.number(aliasDecision.model(), version))
                .orElse(null))
        .foundInMlflow(alias.version().orElse(null))
        .build();
  }

  private AliasDrift note(AliasDecision aliasDecision, AliasDrift aliasDrift) {
    tag(
        aliasDecision,
        MirroredAlias.driftTag(aliasDecision.alias()),
        MirroredAlias.text(aliasDrift));
    return aliasDrift;
  }

  /** Announces that a drift was repaired, and clears its tag. */
  private void conclude(AliasDecision aliasDecision, AliasDrift mended) {
    trackerFacts.mended(mended);
    rest.untagModel(
        new MlflowRest.ModelTagName(
            aliasDecision.model(), MirroredAlias.driftTag(aliasDecision.alias())));
  }

  private void tag(AliasDecision aliasDecision, String key, Object value) {
    rest.tagModel(new MlflowRest.ModelTag(aliasDecision.model(), key, Objects.toString(value)));
  }

  private static Instant now() {
    return Instant.now().truncatedTo(ChronoUnit.MILLIS);
  }
}
