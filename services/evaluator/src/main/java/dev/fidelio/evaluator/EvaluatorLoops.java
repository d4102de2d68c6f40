package dev.fidelio.evaluator;

import dev.fidelio.artifacts.ArtifactStore;
import dev.fidelio.contracts.EvaluationRequested;
import dev.fidelio.contracts.Topic;
import dev.fidelio.datasets.Datasets;
import dev.fidelio.messaging.Loop;
import dev.fidelio.service.LoopFactory;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Disposes;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.util.Map;
import java.util.Optional;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** The one loop of this service. */
@ApplicationScoped
class EvaluatorLoops {

  @Produces
  @Singleton
  Extractors extractors(
      @ConfigProperty(name = "fidelio.evaluator.threads") int threads,
      @ConfigProperty(name = "fidelio.extractors.inception-v3.weights") Optional<String> weights,
      @ConfigProperty(name = "fidelio.extractors.inception-v3.sha256") Optional<String> sha256,
      @ConfigProperty(name = "fidelio.extractors.inception-v3.profile") String profile) {
    Profile prepared = Profile.named(profile);
    Libtorch.load(threads);
    return new Extractors(
        Map.of(
            InceptionMnist.NAME,
            stopCheck -> new InceptionMnist(),
            InceptionV3.NAME,
            stopCheck -> new InceptionV3Weights(weights, sha256).extractor(prepared, stopCheck)));
  }

  void close(@Disposes Extractors extractors) {
    extractors.close();
  }

  @Produces
  @Singleton
  Loop evaluations(LoopFactory loopFactory, ArtifactStore store, Extractors extractors) {
    EvaluationWork work =
        new EvaluationWork(new Datasets(store), extractors, new ReferenceStore(store));
    return loopFactory.stage(Topic.EVALUATION_REQUESTED, EvaluationRequested.class, work);
  }
}
