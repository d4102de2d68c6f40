package dev.fidelio.evaluator;

import dev.fidelio.contracts.Allowance;
import dev.fidelio.contracts.Score;
import dev.fidelio.datasets.Dataset;
import dev.fidelio.evaluator.Extraction.Seen;
import dev.fidelio.evaluator.Measuring.Measure;
import dev.fidelio.evaluator.References.Key;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/** Judges sampled images beside the test images of a data set, in the eyes of one extractor. */
final class Scoring {
  private static final String SPLIT = "test";
  private static final String FID = "fid";
  private static final String AGREEMENT = "label_agreement";

  private final Extractor extractor;
  private final Optional<DigitClassifier> classifier;
  private final References references;

  /**
   * @param classifier knows the data set's images; empty where none does
   */
  Scoring(Extractor extractor, Optional<DigitClassifier> classifier, References references) {
    this.extractor = extractor;
    this.classifier = classifier;
    this.references = references;
  }

  /**
   * Scores samples.
   *
   * @param datasetDigest the data set
   * @param dataset loads it, where the store does not hold all that is needed of it
   * @param allow what would be refused otherwise
   * @param interruption throws in order to stop the work
   * @throws IllegalArgumentException when the samples cannot be scored, saying why
   */
  Scorecard score(
      ImageSet samples,
      String datasetDigest,
      Supplier<Dataset> dataset,
      List<Allowance> allow,
      Runnable interruption) {
    Key key = new Key(datasetDigest, SPLIT, extractor.digest(), extractor.profile());
    Reference reference =
        references.of(
            key, () -> see("reference", ImageSet.of(dataset.get().test()), interruption).set());
    Admission admission = new Admission(extractor, allow);
    admission.admit(samples, reference.set().count(), datasetDigest);
    Measuring measuring = new Measuring(reference, interruption);
    Seen seen = see("sampled", samples, interruption);
    Map<String, Measure> measures = measures(measuring, seen);
    Double error = measuring.standardError(seen.set());
    measures.computeIfPresent(FID, (name, fid) -> fid.with(error));
    Bounds bounds =
        references.bounds(
            key, samples.count(), () -> bounds(measuring, samples, dataset.get(), interruption));
    List<Score> scores =
        measures.entrySet().stream()
            .map(measure -> score(measure.getKey(), measure.getValue(), bounds, datasetDigest))
            .toList();
    List<List<Integer>> confusion = seen.confusion().map(Confusion::rows).orElse(List.of());
    return new Scorecard(scores, confusion, admission.warnings());
  }

  private Seen see(String what, ImageSet images, Runnable interruption) {
    return Extraction.of(what, images, extractor, classifier, interruption);
  }

  private static Map<String, Measure> measures(Measuring measuring, Seen seen) {
    Map<String, Measure> measures = measuring.of(seen.set());
    seen.confusion().ifPresent(confusion -> measures.put(AGREEMENT, confusion.agreement()));
    return measures;
  }

  /** What as many training images score, and as much noise. */
  private Bounds bounds(
      Measuring measuring, ImageSet samples, Dataset dataset, Runnable interruption) {
    ImageSet train = ImageSet.of(dataset.train()).like(samples.labels());
    Map<String, Double> floor =
        train.count() < samples.count()
            ? Map.of()
            : values(measuring, see("training", train, interruption));
    return new Bounds(floor, values(measuring, see("noise", samples.noise(), interruption)));
  }

  private static Map<String, Double> values(Measuring measuring, Seen seen) {
    Map<String, Double> values = new LinkedHashMap<>();
    measures(measuring, seen).forEach((name, measure) -> values.put(name, measure.value()));
    return values;
  }

  private Score score(String metric, Measure measure, Bounds bounds, String datasetDigest) {
    Extractor judge = metric.equals(AGREEMENT) ? classifier.orElseThrow() : extractor;
    return new Score(
        metric,
        measure.value(),
        measure.uncertainty(),
        bounds.floor().get(metric),
        bounds.noise().get(metric),
        judge.name(),
        judge.digest(),
        judge.profile(),
        datasetDigest,
        SPLIT,
        measure.references(),
        measure.samples());
  }
}
