package dev.fidelio.evaluator;

import dev.fidelio.artifacts.ArtifactStore;
import dev.fidelio.contracts.EvaluationRequested;
import dev.fidelio.contracts.Topic;
import dev.fidelio.datasets.Datasets;
import dev.fidelio.messaging.Loop;
import dev.fidelio.service.Loops;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Disposes;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.util.List;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** The one loop of this service. */
@ApplicationScoped
class EvaluatorLoops {

  @Produces
  @Singleton
  Extractor inceptionMnist(@ConfigProperty(name = "fidelio.evaluator.threads") int threads) {
    Libtorch.load(threads);
    return new InceptionMnist();
  }

  void close(@Disposes Extractor extractor) {
    extractor.close();
  }

  @Produces
  @Singleton
  Loop evaluations(Loops loops, ArtifactStore store, Extractor extractor) {
    EvaluationWork work = new EvaluationWork(new Datasets(store), List.of(extractor));
    return loops.stage(Topic.EVALUATION_REQUESTED, EvaluationRequested.class, work);
  }
}
