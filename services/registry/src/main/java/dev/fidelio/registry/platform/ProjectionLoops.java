package dev.fidelio.registry.platform;

import dev.fidelio.contracts.Topic;
import dev.fidelio.messaging.Loop;
import dev.fidelio.registry.experiments.live.LiveProgress;
import dev.fidelio.registry.history.DriftProjector;
import dev.fidelio.registry.history.HistoryProjector;
import dev.fidelio.service.LoopFactory;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.util.Set;

/** What the registry reads, and what becomes of it. */
@ApplicationScoped
class ProjectionLoops {

  @Produces
  @Singleton
  Loop history(LoopFactory loopFactory, HistoryProjector history) {
    return loopFactory.projector("registry-history", Set.of(Topic.EXPERIMENT_EVENT), history);
  }

  @Produces
  @Singleton
  Loop decisions(LoopFactory loopFactory, DecisionProjector decisions) {
    return loopFactory.secondProjector(
        "registry-decisions", Set.of(Topic.EXPERIMENT_EVENT), decisions);
  }

  @Produces
  @Singleton
  Loop drifts(LoopFactory loopFactory, DriftProjector drifts) {
    return loopFactory.secondProjector("registry-drifts", Set.of(Topic.MODEL_EVENT), drifts);
  }

  @Produces
  @Singleton
  Loop progress(LoopFactory loopFactory, LiveProgress liveProgress) {
    return loopFactory.signals(Topic.TRAINING_PROGRESSED, liveProgress);
  }
}
