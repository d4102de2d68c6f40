package dev.fidelio.registry.platform;

import dev.fidelio.artifacts.ArtifactStore;
import dev.fidelio.artifacts.CommitPoint;
import dev.fidelio.artifacts.StoreLayout;
import dev.fidelio.contracts.Json;
import dev.fidelio.contracts.Message;
import dev.fidelio.contracts.ModelEvaluated;
import dev.fidelio.contracts.ModelTrained;
import dev.fidelio.contracts.UnreadableException;
import dev.fidelio.messaging.ReceivedEvent;
import dev.fidelio.stages.Stages;
import jakarta.inject.Singleton;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Holds the facts from which decisions follow against the outcomes in the store: a fact is only a
 * hint to look, since whoever may write to its topic can make one up.
 */
@Singleton
class FactVerifier {

  private final ArtifactStore store;

  FactVerifier(ArtifactStore store) {
    this.store = store;
  }

  /**
   * Those of the facts from which decisions follow that no outcome in the store announces, with the
   * same event id and the same content.
   *
   * @throws dev.fidelio.artifacts.StoreUnavailableException if the store does not answer
   */
  Map<ReceivedEvent, Throwable> refused(List<ReceivedEvent> facts) {
    Map<ReceivedEvent, Throwable> refused = new HashMap<>();
    for (ReceivedEvent fact : facts) {
      try {
        verify(fact);
      } catch (UnreadableException e) {
        refused.put(fact, e);
      }
    }
    return refused;
  }

  private void verify(ReceivedEvent fact) {
    if (fact.payload() instanceof ModelTrained trained) {
      verify(fact, trained.experimentId(), Stages.TRAINING);
    } else if (fact.payload() instanceof ModelEvaluated evaluated) {
      verify(fact, evaluated.experimentId(), Stages.evaluation(evaluated.evaluation()));
    }
  }

  private void verify(ReceivedEvent fact, String experimentId, String stage) {
    String outcome = StoreLayout.experiment(experimentId).outcome(stage);
    boolean isAnnounced =
        announced(outcome).stream()
            .filter(message -> message.id().equals(fact.message().id()))
            .flatMap(message -> message.payload().stream())
            .anyMatch(fact.payload()::equals);
    if (!isAnnounced) {
      throw new UnreadableException(
          "%s %s is not what %s announces: nothing is decided"
              .formatted(fact.message().type(), fact.message().id(), outcome),
          null);
    }
  }

  private List<Message> announced(String outcome) {
    try {
      return store
          .read(outcome)
          .map(json -> Json.read(json, CommitPoint.class).messages())
          .orElse(List.of());
    } catch (IllegalArgumentException e) {
      throw new UnreadableException(outcome + " cannot be in the store", e);
    }
  }
}
