package dev.fidelio.sampler;

import dev.fidelio.artifacts.ArtifactStore;
import dev.fidelio.contracts.SamplingRequested;
import dev.fidelio.contracts.Topic;
import dev.fidelio.cvae.Compute;
import dev.fidelio.datasets.Datasets;
import dev.fidelio.messaging.Loop;
import dev.fidelio.service.LoopFactory;
import io.quarkus.runtime.configuration.MemorySize;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** The loop of this service, and the generator of samples on demand. */
@ApplicationScoped
class SamplerLoops {

  @Produces
  @Singleton
  Compute compute(
      @ConfigProperty(name = "fidelio.sampler.device") String device,
      @ConfigProperty(name = "fidelio.sampler.threads") int threads) {
    return Compute.on(device, threads);
  }

  @Produces
  @Singleton
  Loop samplings(LoopFactory loopFactory, ArtifactStore store, Compute compute) {
    SamplingWork work = new SamplingWork(new Datasets(store), compute);
    return loopFactory.stage(Topic.SAMPLING_REQUESTED, SamplingRequested.class, work);
  }

  @Produces
  @Singleton
  ModelCache models(
      ArtifactStore store,
      @ConfigProperty(name = "fidelio.sampler.model-memory") MemorySize memory) {
    return new ModelCache(store, memory.asLongValue());
  }

  @Produces
  @Singleton
  SampleGenerator drawing(Compute compute) {
    return new SampleGenerator(compute);
  }
}
