package dev.fidelio.evaluator;

import dev.fidelio.contracts.Allowance;
import dev.fidelio.contracts.Score;
import dev.fidelio.contracts.ScoreBuilder;
import dev.fidelio.datasets.Dataset;
import dev.fidelio.evaluator.FeatureCollector.Extraction;
import dev.fidelio.evaluator.FeatureMetrics.Measure;
import dev.fidelio.evaluator.ReferenceStore.Key;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/** Compares sampled images with the test images of a data set, using one extractor. */
public final class Scorer {
  private static final String SPLIT = "test";
  private static final String FID = "fid";
  private static final String AGREEMENT = "label_agreement";

  private final Extractor extractor;
  private final Optional<DigitClassifier> classifier;
  private final ReferenceStore referenceStore;

  /**
   * @param classifier classifies the data set's images; empty if there is none
   */
  public Scorer(
      Extractor extractor, Optional<DigitClassifier> classifier, ReferenceStore referenceStore) {
    this.extractor = extractor;
    this.classifier = classifier;
    this.referenceStore = referenceStore;
  }

  /**
   * Scores samples.
   *
   * @param datasetDigest the data set
   * @param dataset loads it, if the store does not hold everything needed from it
   * @param allow preconditions that need not hold
   * @param interruption throws to stop the work
   * @throws IllegalArgumentException if the samples cannot be scored; the message says why
   */
  public Scorecard score(
      ImageSet samples,
      String datasetDigest,
      Supplier<Dataset> dataset,
      List<Allowance> allow,
      Runnable interruption) {
    Key key = new Key(datasetDigest, SPLIT, extractor.digest(), extractor.profile());
    ReferenceSet referenceSet =
        referenceStore.of(
            key, () -> see("reference", ImageSet.of(dataset.get().test()), interruption).set());
    ScoringPreconditions scoringPreconditions = new ScoringPreconditions(extractor, allow);
    scoringPreconditions.admit(samples, referenceSet.set().count(), datasetDigest);
    FeatureMetrics featureMetrics = new FeatureMetrics(referenceSet, interruption);
    Extraction seen = see("sampled", samples, interruption);
    Map<String, Measure> measures = measures(featureMetrics, seen);
    Double error = featureMetrics.standardError(seen.set());
    measures.computeIfPresent(FID, (name, fid) -> fid.with(error));
    ScoreBounds scoreBounds =
        referenceStore.bounds(
            key,
            samples.count(),
            () -> bounds(featureMetrics, samples, dataset.get(), interruption));
    List<Score> scores =
        measures.entrySet().stream()
            .map(measure -> score(measure.getKey(), measure.getValue(), scoreBounds, datasetDigest))
            .toList();
    List<List<Integer>> confusion = seen.confusion().map(ConfusionMatrix::rows).orElse(List.of());
    return new Scorecard(scores, confusion, scoringPreconditions.warnings());
  }

  private Extraction see(String what, ImageSet images, Runnable interruption) {
    return FeatureCollector.of(what, images, extractor, classifier, interruption);
  }

  private static Map<String, Measure> measures(FeatureMetrics featureMetrics, Extraction seen) {
    Map<String, Measure> measures = featureMetrics.of(seen.set());
    seen.confusion().ifPresent(confusion -> measures.put(AGREEMENT, confusion.agreement()));
    return measures;
  }

  /** The scores of as many training images, and of as many images of noise. */
  private ScoreBounds bounds(
      FeatureMetrics featureMetrics, ImageSet samples, Dataset dataset, Runnable interruption) {
    ImageSet train = ImageSet.of(dataset.train()).like(samples.labels());
    Map<String, Double> floor =
        train.count() < samples.count()
            ? Map.of()
            : values(featureMetrics, see("training", train, interruption));
    return new ScoreBounds(
        floor, values(featureMetrics, see("noise", samples.noise(), interruption)));
  }

  private static Map<String, Double> values(FeatureMetrics featureMetrics, Extraction seen) {
    Map<String, Double> values = new LinkedHashMap<>();
    measures(featureMetrics, seen).forEach((name, measure) -> values.put(name, measure.value()));
    return values;
  }

  private Score score(
      String metric, Measure measure, ScoreBounds scoreBounds, String datasetDigest) {
    Extractor judge = metric.equals(AGREEMENT) ? classifier.orElseThrow() : extractor;
    return ScoreBuilder.builder()
        .metric(metric)
        .value(measure.value())
        .uncertainty(measure.uncertainty())
        .floor(scoreBounds.floor().get(metric))
        .noise(scoreBounds.noise().get(metric))
        .extractor(judge.name())
        .extractorDigest(judge.digest())
        .profile(judge.profile())
        .datasetDigest(datasetDigest)
        .split(SPLIT)
        .referenceCount(measure.references())
        .sampleCount(measure.samples())
        .build();
  }
}
