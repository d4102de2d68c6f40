package dev.fidelio.evaluator;

import dev.fidelio.fid.Features;
import dev.fidelio.fid.Gaussian;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.DoubleBuffer;
import java.nio.FloatBuffer;

/** Features and statistics as bytes, little-endian. */
final class FeatureCodec {
  private FeatureCodec() {}

  static byte[] bytes(Features features) {
    ByteBuffer bytes = room(features.count() * features.dimensions() * Float.BYTES);
    FloatBuffer values = bytes.asFloatBuffer();
    for (int n = 0; n < features.count(); n++) {
      values.put(features.vector(n));
    }
    return bytes.array();
  }

  static Features features(byte[] bytes, int count) {
    FloatBuffer values = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).asFloatBuffer();
    int dimensions = values.remaining() / count;
    Features features = FeatureCollector.room(count, dimensions);
    float[][] vector = new float[1][dimensions];
    for (int n = 0; n < count; n++) {
      values.get(vector[0]);
      features.add(vector);
    }
    return features;
  }

  static byte[] bytes(Gaussian gaussian) {
    ByteBuffer bytes = room((gaussian.mean().length + gaussian.covariance().length) * Double.BYTES);
    bytes.asDoubleBuffer().put(gaussian.mean()).put(gaussian.covariance());
    return bytes.array();
  }

  static Gaussian gaussian(byte[] bytes, int count, int dimensions) {
    DoubleBuffer values = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).asDoubleBuffer();
    double[] mean = new double[dimensions];
    double[] covariance = new double[dimensions * dimensions];
    values.get(mean).get(covariance);
    return new Gaussian(count, mean, covariance);
  }

  private static ByteBuffer room(int bytes) {
    return ByteBuffer.allocate(bytes).order(ByteOrder.LITTLE_ENDIAN);
  }
}
