package dev.fidelio.evaluator;

import dev.fidelio.contracts.Score;
import dev.fidelio.fid.FeatureStatistics;
import dev.fidelio.fid.FrechetDistance;
import dev.fidelio.fid.Gaussian;
import java.util.function.Supplier;

/** The Fréchet distance of sampled images from reference images, in the eyes of one extractor. */
final class Scoring {
  static final String METRIC = "fid";

  /** Images between two looks at whether to stop, about half a second's work. */
  private static final int SLICE = 1024;

  private final Extractor extractor;
  private final References references;

  Scoring(Extractor extractor, References references) {
    this.extractor = extractor;
    this.references = references;
  }

  /**
   * Scores samples.
   *
   * @param samples at least {@link Extractor#minimum()}
   * @param datasetDigest the data set that holds the reference images
   * @param split their part of it
   * @param reference loads them where their statistics are not known yet
   * @param interruption throws in order to stop the work
   * @throws IllegalArgumentException when there are too few images on either side or they have a
   *     size that the extractor does not take
   */
  Score fid(
      Images samples,
      String datasetDigest,
      String split,
      Supplier<Images> reference,
      Runnable interruption) {
    References.Key key =
        new References.Key(datasetDigest, split, extractor.digest(), extractor.profile());
    Gaussian sampled = fit("sampled", samples, interruption);
    FrechetDistance distance =
        references.of(
            key, () -> new FrechetDistance(fit("reference", reference.get(), interruption)));
    return new Score(
        METRIC,
        distance.to(sampled),
        extractor.name(),
        extractor.digest(),
        extractor.profile(),
        datasetDigest,
        split,
        Math.toIntExact(distance.reference().count()),
        samples.count());
  }

  private Gaussian fit(String what, Images images, Runnable interruption) {
    if (images.count() < extractor.minimum()) {
      throw new IllegalArgumentException(
          "%d %s images are too few for the %d features of %s; at least %d are needed"
              .formatted(
                  images.count(),
                  what,
                  extractor.dimensions(),
                  extractor.name(),
                  extractor.minimum()));
    }
    FeatureStatistics statistics = new FeatureStatistics(extractor.dimensions());
    for (int from = 0; from < images.count(); from += SLICE) {
      interruption.run();
      statistics.add(extractor.features(images.range(from, from + SLICE)));
    }
    return statistics.gaussian();
  }
}
