package dev.fidelio.evaluator;

import dev.fidelio.fid.FrechetDistance;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Supplier;

/** The statistics of reference images, kept for the next samples: they only depend on their key. */
final class References {

  /**
   * What the statistics depend on.
   *
   * @param datasetDigest the data set
   * @param split its part
   * @param extractorDigest the weights
   * @param profile the preprocessing
   */
  record Key(String datasetDigest, String split, String extractorDigest, String profile) {}

  /** With 2,048 features one takes about 100 MiB. */
  private static final int KEPT = 3;

  private final Map<Key, FrechetDistance> kept = new LinkedHashMap<>(KEPT + 1, 0.75f, true);

  /** The distance from the references with this key, computed unless it is known. */
  synchronized FrechetDistance of(Key key, Supplier<FrechetDistance> computation) {
    FrechetDistance distance = kept.computeIfAbsent(key, absent -> computation.get());
    if (kept.size() > KEPT) {
      kept.remove(kept.keySet().iterator().next());
    }
    return distance;
  }
}
