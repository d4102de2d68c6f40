package dev.fidelio.bench.speed;

import dev.fidelio.artifacts.ArtifactStore;
import dev.fidelio.contracts.Score;
import dev.fidelio.datasets.Dataset;
import dev.fidelio.datasets.DatasetFile;
import dev.fidelio.evaluator.GreyImages;
import dev.fidelio.evaluator.ImageSet;
import dev.fidelio.evaluator.InceptionMnist;
import dev.fidelio.evaluator.Libtorch;
import dev.fidelio.evaluator.ReferenceStore;
import dev.fidelio.evaluator.Scorecard;
import dev.fidelio.evaluator.Scorer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Times a complete scorecard with {@code inception-mnist}, for {@code services/bench/scorecard}. It
 * calls the evaluator's classes directly, without the service.
 */
public final class ScorecardSpeed {
  private ScorecardSpeed() {}

  /**
   * Takes the folder with MNIST's files and the numbers of samples, rounds and libtorch threads.
   */
  public static void main(String[] arguments) throws IOException {
    Map<DatasetFile, byte[]> files = new EnumMap<>(DatasetFile.class);
    for (DatasetFile file : DatasetFile.values()) {
      files.put(file, Files.readAllBytes(Path.of(arguments[0], file.publishedName())));
    }
    Dataset mnist = Dataset.of(files);
    int count = Integer.parseInt(arguments[1]);
    int rounds = Integer.parseInt(arguments[2]);
    Libtorch.load(Integer.parseInt(arguments[3]));
    ArtifactStore store = ArtifactStore.at(Files.createTempDirectory("scorecard").toUri());
    try (InceptionMnist extractor = new InceptionMnist()) {
      Scorer scorer = new Scorer(extractor, Optional.of(extractor), new ReferenceStore(store));
      ImageSet samples = ImageSet.of(mnist.train());
      for (int round = 0; round <= rounds; round++) {
        GreyImages some = samples.images().range(round * count, (round + 1) * count);
        byte[] labels = Arrays.copyOfRange(samples.labels(), round * count, (round + 1) * count);
        long start = System.nanoTime();
        Scorecard scorecard =
            scorer.score(
                new ImageSet(some, labels), mnist.digest(), () -> mnist, List.of(), () -> {});
        double seconds = (System.nanoTime() - start) / 1e9;
        Score fid = scorecard.scores().get(0);
        System.out.printf(
            "%s: %.1f s for %d images, FID %.4f ± %.4f (real images %.4f, noise %.1f)%n",
            round == 0 ? "with references, floor and noise" : "a scorecard",
            seconds,
            count,
            fid.value(),
            fid.uncertainty(),
            fid.floor(),
            fid.noise());
      }
    }
  }
}
