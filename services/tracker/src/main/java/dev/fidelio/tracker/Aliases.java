package dev.fidelio.tracker;

import dev.fidelio.contracts.AliasDrifted;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Objects;
import java.util.Optional;
import org.mlflow.api.proto.ModelRegistry.ModelVersion;

/** The aliases of registered models: brought to where a decision says, and held there. */
final class Aliases {

  private final Models models;
  private final MlflowRest rest;
  private final Announcement announcement;
  private final Changes changes;

  Aliases(Models models, MlflowRest rest, Announcement announcement, Changes changes) {
    this.models = models;
    this.rest = rest;
    this.announcement = announcement;
    this.changes = changes;
  }

  /**
   * Brings an alias to where a decision says. One that is not later than the last applied one
   * changes nothing.
   *
   * @throws UntrackableException if MLflow does not have the version
   */
  void apply(Decision decision) {
    Optional<MirroredAlias> found = find(decision);
    if (found.isEmpty() && decision.version() == null) {
      return;
    }
    MirroredAlias alias =
        found.orElseThrow(() -> Models.noVersion(decision.model(), decision.version()));
    if (decision.sequence() > alias.applied()) {
      point(alias, decision);
      tag(decision, MirroredAlias.sequenceTag(decision.alias()), decision.sequence());
    }
  }

  /**
   * Holds an alias against the last decision about it, and announces what it finds and mends.
   *
   * @param register registers the version again where somebody has deleted it
   * @return MLflow's number of the version that the alias shall point to
   * @throws UntrackableException if it is otherwise than decided and cannot be mended
   */
  Optional<String> hold(Decision decision, Runnable register) {
    Optional<MirroredAlias> found = find(decision);
    long applied = found.map(MirroredAlias::applied).orElse(0L);
    if (applied < decision.sequence() && wanted(decision).isPresent()) {
      // Not applied yet, or somebody has taken the note of it away.
      apply(decision);
    } else if (applied == decision.sequence()) {
      mend(found.orElseThrow(), decision, register);
    }
    return wanted(decision);
  }

  private void mend(MirroredAlias alias, Decision decision, Runnable register) {
    Optional<Drift> noted = alias.drift();
    noted.filter(Drift::wasMended).ifPresent(drift -> conclude(decision, drift));
    Optional<Drift> open = noted.filter(drift -> !drift.wasMended());
    Optional<String> wanted = wanted(decision);
    boolean isGone = decision.version() != null && wanted.isEmpty();
    if (open.isEmpty() && alias.version().equals(wanted) && !isGone) {
      return;
    }
    Drift drift = open.orElseGet(() -> note(decision, Drift.noticed(seen(alias, decision), now())));
    if (!drift.isTold()) {
      announcement.drifted(drift);
      drift = note(decision, drift.told());
    }
    if (isGone) {
      register.run();
    }
    point(alias, decision);
    conclude(decision, note(decision, drift.mended(now())));
  }

  private Optional<MirroredAlias> find(Decision decision) {
    return models.find(decision.model()).map(model -> new MirroredAlias(model, decision.alias()));
  }

  /** MLflow's number of the version; empty where there shall be no alias, or it has no such one. */
  private Optional<String> wanted(Decision decision) {
    return decision.version() == null
        ? Optional.empty()
        : models.versions(decision.model(), decision.version()).stream()
            .findFirst()
            .map(ModelVersion::getVersion);
  }

  private void point(MirroredAlias alias, Decision decision) {
    Optional<String> wanted = wanted(decision);
    if (wanted.isEmpty() && decision.version() != null) {
      throw Models.noVersion(decision.model(), decision.version());
    }
    if (alias.version().equals(wanted)) {
      return;
    }
    wanted.ifPresentOrElse(
        version -> rest.setAlias(new MlflowRest.Alias(decision.model(), decision.alias(), version)),
        () -> rest.deleteAlias(new MlflowRest.AliasName(decision.model(), decision.alias())));
    changes.changed(
        decision.model(),
        "alias",
        decision.alias(),
        alias.version().orElse(null),
        wanted.orElse("deleted"));
  }

  private AliasDrifted seen(MirroredAlias alias, Decision decision) {
    return new AliasDrifted(
        decision.model(),
        decision.alias(),
        decision.sequence(),
        decision.version(),
        alias.version().flatMap(version -> models.number(decision.model(), version)).orElse(null),
        alias.version().orElse(null));
  }

  private Drift note(Decision decision, Drift drift) {
    tag(decision, MirroredAlias.driftTag(decision.alias()), MirroredAlias.text(drift));
    return drift;
  }

  /** Says that a drift is mended, and crosses the note out. */
  private void conclude(Decision decision, Drift mended) {
    announcement.mended(mended);
    rest.untagModel(
        new MlflowRest.ModelTagName(decision.model(), MirroredAlias.driftTag(decision.alias())));
  }

  private void tag(Decision decision, String key, Object value) {
    rest.tagModel(new MlflowRest.ModelTag(decision.model(), key, Objects.toString(value)));
  }

  private static Instant now() {
    return Instant.now().truncatedTo(ChronoUnit.MILLIS);
  }
}
