package dev.fidelio.evaluator;

import dev.fidelio.stages.PermanentFailureException;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/** The extractors by name, each created on first use. */
final class Extractors implements AutoCloseable {
  private final Map<String, Function<Runnable, Extractor>> makers;
  private final Map<String, Extractor> made = new HashMap<>();

  /**
   * @param makers by the extractors' names; each takes what is called several times a second while
   *     it waits, and whose exception ends that; one throws {@link PermanentFailureException} if
   *     its weights are invalid
   */
  Extractors(Map<String, Function<Runnable, Extractor>> makers) {
    this.makers = makers;
  }

  /**
   * An extractor.
   *
   * @param stopCheck called several times a second while weights are awaited; an exception that it
   *     throws ends that
   * @throws PermanentFailureException if there is none of that name, or it cannot be created
   */
  synchronized Extractor named(String name, Runnable stopCheck) {
    if (!makers.containsKey(name)) {
      throw new PermanentFailureException("no extractor is named " + name);
    }
    return made.computeIfAbsent(name, absent -> makers.get(name).apply(stopCheck));
  }

  /** The classifier for the images of a data set, if there is one. */
  Optional<DigitClassifier> classifierOf(String datasetDigest) {
    return makers.keySet().stream()
        .filter(InceptionMnist.NAME::equals)
        .map(name -> named(name, () -> {}))
        .map(DigitClassifier.class::cast)
        .filter(classifier -> classifier.dataset().filter(datasetDigest::equals).isPresent())
        .findFirst();
  }

  @Override
  public synchronized void close() {
    made.values().forEach(Extractor::close);
    made.clear();
  }
}
