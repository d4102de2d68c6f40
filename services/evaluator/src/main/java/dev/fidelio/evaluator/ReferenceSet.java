package dev.fidelio.evaluator;

import dev.fidelio.datasets.Dataset;
import dev.fidelio.fid.FeatureStatistics;
import dev.fidelio.fid.FrechetDistance;
import dev.fidelio.fid.Manifold;

/** Reference images as seen by one extractor, with everything that distances from them need. */
final class ReferenceSet {
  private final FeatureSet set;
  private final FrechetDistance whole;
  private final FrechetDistance[] ofLabel = new FrechetDistance[Dataset.CLASSES];
  private Manifold manifold;

  ReferenceSet(FeatureSet set, FrechetDistance whole) {
    this.set = set;
    this.whole = whole;
  }

  FeatureSet set() {
    return set;
  }

  /** The distance from all images. */
  FrechetDistance distance() {
    return whole;
  }

  /** The distance from the images of one label. */
  synchronized FrechetDistance distance(int label) {
    if (ofLabel[label] == null) {
      ofLabel[label] =
          new FrechetDistance(FeatureStatistics.of(set.features(), set.rows(label)).gaussian());
    }
    return ofLabel[label];
  }

  /** The region that the images occupy. */
  synchronized Manifold manifold() {
    if (manifold == null) {
      manifold = new Manifold(set.features());
    }
    return manifold;
  }
}
