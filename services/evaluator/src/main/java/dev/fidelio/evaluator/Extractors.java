package dev.fidelio.evaluator;

import dev.fidelio.stages.PermanentFailureException;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/** The extractors by name, each made when it is first asked for. */
final class Extractors implements AutoCloseable {
  private final Map<String, Supplier<Extractor>> makers;
  private final Map<String, Extractor> made = new HashMap<>();

  /**
   * @param makers by the extractors' names; one throws {@link PermanentFailureException} where its
   *     weights are no good
   */
  Extractors(Map<String, Supplier<Extractor>> makers) {
    this.makers = makers;
  }

  /**
   * An extractor.
   *
   * @throws PermanentFailureException when there is none of that name, or none can be made
   */
  synchronized Extractor named(String name) {
    if (!makers.containsKey(name)) {
      throw new PermanentFailureException("no extractor is named " + name);
    }
    return made.computeIfAbsent(name, absent -> makers.get(name).get());
  }

  /** What tells the images of a data set apart, if anything does. */
  Optional<DigitClassifier> classifierOf(String datasetDigest) {
    return makers.keySet().stream()
        .filter(InceptionMnist.NAME::equals)
        .map(this::named)
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
