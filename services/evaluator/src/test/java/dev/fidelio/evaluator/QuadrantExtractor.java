package dev.fidelio.evaluator;

import java.util.Optional;

/** A minimal extractor: the mean brightness of the four quarters of an image. */
final class QuadrantExtractor implements Extractor {
  int calls;
  boolean broken;
  Optional<String> dataset = Optional.empty();

  @Override
  public String name() {
    return "quarters";
  }

  @Override
  public String digest() {
    return "4".repeat(64);
  }

  @Override
  public String profile() {
    return "plain";
  }

  @Override
  public Optional<String> dataset() {
    return dataset;
  }

  @Override
  public int dimensions() {
    return 4;
  }

  @Override
  public float[][] features(GreyImages images) {
    calls++;
    int size = images.height() * images.width();
    float[][] features = new float[images.count()][4];
    for (int i = 0; i < images.pixels().length; i++) {
      int y = i % size / images.width();
      int x = i % images.width();
      int quarter = 2 * (2 * y / images.height()) + 2 * x / images.width();
      features[i / size][quarter] += Byte.toUnsignedInt(images.pixels()[i]) * 4f / size;
    }
    if (broken) {
      features[0][2] = Float.NaN;
    }
    return features;
  }

  @Override
  public void close() {}
}
