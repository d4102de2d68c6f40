package dev.fidelio.registry.promotion;

import dev.fidelio.contracts.ExperimentAccepted;
import dev.fidelio.contracts.ModelTrained;
import dev.fidelio.contracts.Payload;
import dev.fidelio.registry.evaluations.EvaluationOutcome;
import dev.fidelio.registry.models.Version;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Finds the versions that a batch of facts may get promoted, without taking a lock. The batch
 * itself may hold the promotion request and the version's registration.
 */
final class PromotionCandidates {

  private final Map<String, String> models = new HashMap<>();
  private final Map<String, ModelTrained> trained = new HashMap<>();
  private final Set<StoredCheckpoint> checkpoints = new HashSet<>();

  private PromotionCandidates() {}

  /** The candidates' checkpoints. */
  static Set<StoredCheckpoint> of(List<Payload> facts) {
    PromotionCandidates candidates = new PromotionCandidates();
    facts.forEach(candidates::note);
    facts.stream().flatMap(fact -> EvaluationOutcome.of(fact).stream()).forEach(candidates::add);
    return candidates.checkpoints;
  }

  private void note(Payload fact) {
    if (fact instanceof ExperimentAccepted accepted && accepted.experiment().promotion() != null) {
      models.putIfAbsent(accepted.experimentId(), accepted.experiment().model());
    } else if (fact instanceof ModelTrained model) {
      trained.putIfAbsent(model.experimentId(), model);
    }
  }

  private void add(EvaluationOutcome outcome) {
    String experimentId = outcome.experimentId();
    if (outcome.isFirst() && outcome.failure() == null) {
      Optional<PromotionRequest> stored = PromotionRequest.of(experimentId);
      if (stored.isPresent()) {
        stored.filter(PromotionRequest::isWaiting).ifPresent(this::add);
      } else if (models.containsKey(experimentId)) {
        add(models.get(experimentId), experimentId);
      }
    }
    PromotionRequest.awaiting(experimentId, outcome.evaluation()).forEach(this::add);
  }

  private void add(PromotionRequest request) {
    add(request.model, request.experimentId);
  }

  private void add(String model, String experimentId) {
    Version.ofExperiment(model, experimentId)
        .map(StoredCheckpoint::of)
        .or(() -> registeredByTheseFacts(model, experimentId))
        .ifPresent(checkpoints::add);
  }

  private Optional<StoredCheckpoint> registeredByTheseFacts(String model, String experimentId) {
    return Optional.ofNullable(trained.get(experimentId))
        .filter(fact -> fact.model().equals(model))
        .map(StoredCheckpoint::of);
  }
}
