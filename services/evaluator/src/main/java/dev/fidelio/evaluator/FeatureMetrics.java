package dev.fidelio.evaluator;

import dev.fidelio.datasets.Dataset;
import dev.fidelio.fid.FeatureStatistics;
import dev.fidelio.fid.Jackknife;
import dev.fidelio.fid.KernelDistance;
import dev.fidelio.fid.Manifold;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Computes every metric that depends only on features, for one set of images against a reference.
 */
final class FeatureMetrics {
  private static final int SUBSETS = 100;
  private static final int SUBSET = 1000;

  /** A label has fewer images, and its distances only rank models. */
  private static final int LABEL_SUBSETS = 10;

  private static final int LABEL_SUBSET = 500;

  private static final long SEED = 0;

  private final ReferenceSet referenceSet;
  private final Runnable interruption;

  FeatureMetrics(ReferenceSet referenceSet, Runnable interruption) {
    this.referenceSet = referenceSet;
    this.interruption = interruption;
  }

  /**
   * One number.
   *
   * @param uncertainty as in a score; null if unknown
   * @param references the number of reference images
   * @param samples the number of sampled images
   */
  record Measure(double value, Double uncertainty, int references, int samples) {

    /** A copy with an uncertainty. */
    Measure with(Double known) {
      return new Measure(value, known, references, samples);
    }
  }

  /**
   * The metrics by name, without standard errors: FID, KID, precision, recall, and the distances of
   * each label.
   */
  Map<String, Measure> of(FeatureSet samples) {
    Map<String, Measure> measures = new LinkedHashMap<>();
    int references = referenceSet.set().count();
    int count = samples.count();
    double fid =
        referenceSet
            .distance()
            .to(FeatureStatistics.of(samples.features(), samples.features().all()).gaussian());
    measures.put("fid", new Measure(fid, null, references, count));
    interruption.run();
    KernelDistance kid =
        KernelDistance.between(
            referenceSet.set().features(),
            referenceSet.set().features().all(),
            samples.features(),
            samples.features().all(),
            SUBSETS,
            SUBSET,
            SEED);
    measures.put("kid", new Measure(kid.mean(), kid.deviation(), references, count));
    interruption.run();
    if (count > Manifold.NEIGHBOURS && references > Manifold.NEIGHBOURS) {
      double precision = referenceSet.manifold().holds(samples.features());
      measures.put("precision", new Measure(precision, null, references, count));
      interruption.run();
      double recall = new Manifold(samples.features()).holds(referenceSet.set().features());
      measures.put("recall", new Measure(recall, null, references, count));
    }
    for (int label = 0; label < Dataset.CLASSES; label++) {
      interruption.run();
      measureLabel(samples, label, measures);
    }
    return measures;
  }

  /** The standard error of FID; null if there are too few images. */
  Double standardError(FeatureSet samples) {
    interruption.run();
    return samples.count() < 2 * Jackknife.BLOCKS
        ? null
        : Jackknife.standardError(referenceSet.distance(), samples.features(), samples.blocks());
  }

  /** FID if both sides have at least twice as many images as features, otherwise KID. */
  private void measureLabel(FeatureSet samples, int label, Map<String, Measure> measures) {
    int[] drawn = samples.rows(label);
    int[] real = referenceSet.set().rows(label);
    int fewer = Math.min(drawn.length, real.length);
    if (fewer >= 2 * samples.features().dimensions()) {
      double fid =
          referenceSet
              .distance(label)
              .to(FeatureStatistics.of(samples.features(), drawn).gaussian());
      measures.put("fid_" + label, new Measure(fid, null, real.length, drawn.length));
    } else if (fewer >= 2) {
      KernelDistance kid =
          KernelDistance.between(
              referenceSet.set().features(),
              real,
              samples.features(),
              drawn,
              LABEL_SUBSETS,
              LABEL_SUBSET,
              SEED);
      measures.put(
          "kid_" + label, new Measure(kid.mean(), kid.deviation(), real.length, drawn.length));
    }
  }
}
