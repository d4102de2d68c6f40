package dev.fidelio.tracker.drift;

import dev.fidelio.messaging.FollowLoop;
import dev.fidelio.messaging.PeriodicTask;
import dev.fidelio.messaging.StopSignal;
import dev.fidelio.tracker.mirror.MlflowProjector;
import dev.fidelio.tracker.mirror.MlflowProjector.AliasState;
import dev.fidelio.tracker.mlflow.MlflowRest;
import dev.fidelio.tracker.models.AliasDecision;
import dev.fidelio.tracker.models.AliasDecisions;
import dev.fidelio.tracker.models.MirroredAlias;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.eclipse.microprofile.rest.client.inject.RestClient;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Periodically reverts aliases in MLflow that differ from the registry's decisions, since any
 * MLflow user can move them. If nothing has changed since the last check, one request suffices.
 */
@Singleton
public class DriftTask extends PeriodicTask {

  private static final Logger LOG = LoggerFactory.getLogger(DriftTask.class);
  private static final int PAGE = 1000;

  private final MlflowProjector projector;
  private final MlflowRest rest;
  private final AliasDecisions aliasDecisions;
  private final FollowLoop following;
  private final Map<AliasDecision, Optional<String>> numbers = new HashMap<>();
  private volatile Map<String, String> unmended = Map.of();

  /**
   * @param following reads the decisions
   */
  DriftTask(
      MlflowProjector projector,
      @RestClient MlflowRest rest,
      AliasDecisions aliasDecisions,
      FollowLoop following,
      @ConfigProperty(name = "fidelio.tracker.drift-every") Duration pause) {
    super("drift", pause);
    this.projector = projector;
    this.rest = rest;
    this.aliasDecisions = aliasDecisions;
    this.following = following;
  }

  /**
   * The reasons why aliases cannot be repaired, by model and alias; empty if all are as decided.
   */
  public Map<String, String> unmended() {
    return unmended;
  }

  @Override
  protected void runOnce(StopSignal stop) {
    following.awaitCaughtUp(stop);
    check(stop);
  }

  /** Compares once. */
  public synchronized void check(StopSignal stop) {
    List<AliasDecision> decided = projector.holds() ? aliasDecisions.all() : List.of();
    Map<String, MlflowRest.FoundModel> found = decided.isEmpty() ? Map.of() : models();
    numbers.keySet().retainAll(decided);
    Map<String, String> wrong = new TreeMap<>();
    for (AliasDecision aliasDecision : decided) {
      stop.check();
      if (!isRight(found.get(aliasDecision.model()), aliasDecision)) {
        AliasState held =
            projector.hold(aliasDecision, aliasDecisions.version(aliasDecision), DriftTask::log);
        held.refusal()
            .ifPresent(why -> wrong.put(aliasDecision.model() + "/" + aliasDecision.alias(), why));
        numbers.put(aliasDecision, held.version());
      }
    }
    unmended = wrong;
  }

  /** Whether the listing of models already shows that an alias is as decided. */
  private boolean isRight(MlflowRest.FoundModel model, AliasDecision aliasDecision) {
    Optional<String> number = numbers.get(aliasDecision);
    // A version that MLflow lacks does not explain a missing alias.
    return model != null
        && number != null
        && number.isPresent() == (aliasDecision.version() != null)
        && number.equals(model.alias(aliasDecision.alias()))
        && model.tag(MirroredAlias.driftTag(aliasDecision.alias())).isEmpty()
        && model
            .tag(MirroredAlias.sequenceTag(aliasDecision.alias()))
            .equals(Optional.of(Long.toString(aliasDecision.sequence())));
  }

  private static void log(String model, String what, String name, String was, String now) {
    LOG.warn("MLflow's {} {} of {} was {}: set to {}", what, name, model, was, now);
  }

  private Map<String, MlflowRest.FoundModel> models() {
    List<MlflowRest.FoundModel> models = new ArrayList<>();
    String next = null;
    do {
      MlflowRest.FoundModels page = rest.models(PAGE, next);
      models.addAll(page.models());
      next = page.next();
    } while (next != null && !next.isEmpty());
    return models.stream().collect(Collectors.toMap(MlflowRest.FoundModel::name, one -> one));
  }
}
