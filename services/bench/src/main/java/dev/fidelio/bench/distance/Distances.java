package dev.fidelio.bench.distance;

import dev.fidelio.fid.FeatureStatistics;
import dev.fidelio.fid.FrechetDistance;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/** The Java part of {@code python/distance.py}: prints a distance for each line it reads. */
public final class Distances {

  private Distances() {}

  /**
   * Takes the files with float32 features of the reference and of the samples, and their
   * dimensions.
   */
  public static void main(String[] arguments) throws IOException {
    int dimensions = Integer.parseInt(arguments[2]);
    float[][] samples = read(Path.of(arguments[1]), dimensions);
    FrechetDistance reference =
        new FrechetDistance(fit(read(Path.of(arguments[0]), dimensions)).gaussian());
    System.out.println("ready");
    BufferedReader lines =
        new BufferedReader(new InputStreamReader(System.in, StandardCharsets.US_ASCII));
    while (lines.readLine() != null) {
      System.out.println(reference.to(fit(samples).gaussian()));
    }
  }

  private static FeatureStatistics fit(float[][] features) {
    FeatureStatistics statistics = new FeatureStatistics(features[0].length);
    statistics.add(features);
    return statistics;
  }

  private static float[][] read(Path file, int dimensions) throws IOException {
    ByteBuffer bytes = ByteBuffer.wrap(Files.readAllBytes(file)).order(ByteOrder.LITTLE_ENDIAN);
    float[][] features = new float[bytes.remaining() / (Float.BYTES * dimensions)][dimensions];
    for (float[] vector : features) {
      bytes.asFloatBuffer().get(vector);
      bytes.position(bytes.position() + Float.BYTES * dimensions);
    }
    return features;
  }
}
