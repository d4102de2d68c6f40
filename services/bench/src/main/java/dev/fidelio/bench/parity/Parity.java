package dev.fidelio.bench.parity;

import dev.fidelio.evaluator.GreyImages;
import dev.fidelio.evaluator.InceptionV3;
import dev.fidelio.evaluator.Libtorch;
import dev.fidelio.evaluator.Profile;
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

/** Computes features and FID of two sets of 28 × 28 images, once for each line it reads. */
public final class Parity {
  private static final int SIDE = 28;

  private Parity() {}

  /**
   * Takes the TorchScript file, the profile, the threads, the files with the reference images and
   * the samples, bytes (N, 28, 28), and a folder for their features, float32 (N, 2048). Prints the
   * FID.
   */
  public static void main(String[] arguments) throws IOException {
    Libtorch.load(Integer.parseInt(arguments[2]));
    byte[] torchScript = Files.readAllBytes(Path.of(arguments[0]));
    GreyImages reference = new GreyImages(SIDE, SIDE, Files.readAllBytes(Path.of(arguments[3])));
    GreyImages samples = new GreyImages(SIDE, SIDE, Files.readAllBytes(Path.of(arguments[4])));
    Path folder = Path.of(arguments[5]);
    try (InceptionV3 extractor = new InceptionV3(torchScript, Profile.named(arguments[1]))) {
      System.out.println("ready");
      BufferedReader lines =
          new BufferedReader(new InputStreamReader(System.in, StandardCharsets.US_ASCII));
      while (lines.readLine() != null) {
        float[][] real = extractor.features(reference);
        float[][] drawn = extractor.features(samples);
        double fid = new FrechetDistance(fit(real).gaussian()).to(fit(drawn).gaussian());
        System.out.println(fid);
        write(folder.resolve("reference"), real);
        write(folder.resolve("samples"), drawn);
      }
    }
  }

  private static FeatureStatistics fit(float[][] features) {
    FeatureStatistics statistics = new FeatureStatistics(features[0].length);
    statistics.add(features);
    return statistics;
  }

  private static void write(Path file, float[][] features) throws IOException {
    ByteBuffer bytes =
        ByteBuffer.allocate(features.length * features[0].length * Float.BYTES)
            .order(ByteOrder.LITTLE_ENDIAN);
    for (float[] vector : features) {
      for (float feature : vector) {
        bytes.putFloat(feature);
      }
    }
    Files.write(file, bytes.array());
  }
}
