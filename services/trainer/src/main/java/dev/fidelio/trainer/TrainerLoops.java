package dev.fidelio.trainer;

import dev.fidelio.artifacts.ArtifactStore;
import dev.fidelio.contracts.Topic;
import dev.fidelio.contracts.TrainingRequested;
import dev.fidelio.cvae.Compute;
import dev.fidelio.datasets.Datasets;
import dev.fidelio.messaging.Loop;
import dev.fidelio.service.LoopFactory;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.binder.MeterBinder;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** The one loop of this service. */
@ApplicationScoped
class TrainerLoops {

  @Produces
  @Singleton
  Compute compute(
      @ConfigProperty(name = "fidelio.trainer.device") String device,
      @ConfigProperty(name = "fidelio.trainer.threads") int threads) {
    return Compute.on(device, threads);
  }

  /** What the machine is doing, as {@code fidelio_system_cpu_utilization_percentage} and so on. */
  @Produces
  @Singleton
  MeterBinder systemUsage(Compute compute) {
    SystemUsage usage = new SystemUsage(compute);
    return meters -> {
      for (String name : usage.now().keySet()) {
        String dotted = "fidelio." + name.replace('/', '.').replace('_', '.');
        Gauge.builder(dotted, () -> usage.now().get(name)).register(meters);
      }
    };
  }

  @Produces
  @Singleton
  Loop trainings(
      LoopFactory loopFactory,
      ArtifactStore store,
      Compute compute,
      @ConfigProperty(name = "fidelio.trainer.checkpoint-every") Duration checkpointEvery,
      Clock clock) {
    TrainingWork work =
        new TrainingWork(
            new Datasets(store), compute, TrainingEnvironment.of(compute), checkpointEvery, clock);
    return loopFactory.stage(Topic.TRAINING_REQUESTED, TrainingRequested.class, work);
  }
}
