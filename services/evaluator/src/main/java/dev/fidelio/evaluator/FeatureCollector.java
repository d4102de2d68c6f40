package dev.fidelio.evaluator;

import dev.fidelio.fid.Features;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Extracts the features of all images of a set, and classifies them if there is a digit classifier.
 */
final class FeatureCollector {
  private static final Logger LOG = LoggerFactory.getLogger(FeatureCollector.class);

  private static final long REPORT = Duration.ofSeconds(10).toNanos();

  private FeatureCollector() {}

  /**
   * What was extracted.
   *
   * @param set the features
   * @param confusion the classifier's result; empty without a classifier
   */
  record Extraction(FeatureSet set, Optional<ConfusionMatrix> confusion) {}

  /**
   * Extracts features.
   *
   * @param what a word for the images, for the log
   * @param interruption throws to stop the work
   */
  static Extraction of(
      String what,
      ImageSet set,
      Extractor extractor,
      Optional<DigitClassifier> classifier,
      Runnable interruption) {
    int count = set.count();
    int[] classes = new int[count];
    long reported = System.nanoTime();
    Features features = room(count, extractor.dimensions());
    for (int from = 0; from < count; from += extractor.slice()) {
      interruption.run();
      GreyImages images = set.images().range(from, from + extractor.slice());
      float[][] vectors = extractor.features(images);
      features.add(vectors);
      if (classifier.isPresent()) {
        int[] labels = classifier.get().classes(images, extractor, vectors);
        System.arraycopy(labels, 0, classes, from, labels.length);
      }
      if (System.nanoTime() - reported > REPORT) {
        reported = System.nanoTime();
        LOG.info("{} of {} {} images processed", features.count(), count, what);
      }
    }
    return new Extraction(
        new FeatureSet(features, set.labels()),
        classifier.map(present -> ConfusionMatrix.of(set.labels(), classes)));
  }

  static Features room(int count, int dimensions) {
    try {
      return Features.onDisk(count, dimensions);
    } catch (IOException e) {
      throw new UncheckedIOException(
          "no room for features in " + System.getProperty("java.io.tmpdir"), e);
    }
  }
}
