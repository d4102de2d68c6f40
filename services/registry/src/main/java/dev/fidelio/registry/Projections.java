package dev.fidelio.registry;

import dev.fidelio.contracts.Topic;
import dev.fidelio.messaging.Loop;
import dev.fidelio.registry.decisions.DecisionProjector;
import dev.fidelio.registry.history.DriftProjector;
import dev.fidelio.registry.history.HistoryProjector;
import dev.fidelio.registry.live.Progress;
import dev.fidelio.service.Loops;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.util.Set;

/** What the registry reads, and what becomes of it. */
@ApplicationScoped
class Projections {

  @Produces
  @Singleton
  Loop history(Loops loops, HistoryProjector history) {
    return loops.projector("registry-history", Set.of(Topic.EXPERIMENT_EVENT), history);
  }

  @Produces
  @Singleton
  Loop decisions(Loops loops, DecisionProjector decisions) {
    return loops.secondProjector("registry-decisions", Set.of(Topic.EXPERIMENT_EVENT), decisions);
  }

  @Produces
  @Singleton
  Loop drifts(Loops loops, DriftProjector drifts) {
    return loops.secondProjector("registry-drifts", Set.of(Topic.MODEL_EVENT), drifts);
  }

  @Produces
  @Singleton
  Loop progress(Loops loops, Progress progress) {
    return loops.signals(Topic.TRAINING_PROGRESSED, progress);
  }
}
