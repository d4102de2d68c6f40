package dev.fidelio.evaluator;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fidelio.artifacts.ArtifactStore;
import dev.fidelio.contracts.Score;
import dev.fidelio.cvae.Architecture;
import dev.fidelio.cvae.Checkpoint;
import dev.fidelio.cvae.Compute;
import dev.fidelio.cvae.Decoder;
import dev.fidelio.cvae.LabelledImages;
import dev.fidelio.cvae.Training;
import dev.fidelio.cvae.TrainingSettings;
import dev.fidelio.datasets.Dataset;
import dev.fidelio.datasets.Split;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The extractor on real digits. */
class InceptionMnistIT {
  @TempDir static Path folder;
  private static Dataset mnist;
  private static InceptionMnist extractor;
  private static Scorer scorer;

  @BeforeAll
  static void load() throws IOException {
    mnist = RealDigits.load();
    Libtorch.load(1);
    extractor = new InceptionMnist();
    scorer =
        new Scorer(
            extractor,
            Optional.of(extractor),
            new ReferenceStore(ArtifactStore.at(folder.toUri())));
  }

  @AfterAll
  static void close() {
    if (extractor != null) {
      extractor.close();
    }
  }

  @Test
  void atLeast995OfAThousandTestDigitsAreRecognised() {
    ImageSet test = ImageSet.of(mnist.test());

    ConfusionMatrix confusionMatrix =
        FeatureCollector.of("test", test, extractor, Optional.of(extractor), () -> {})
            .confusion()
            .orElseThrow();

    assertThat(confusionMatrix.agreement().value()).isGreaterThanOrEqualTo(0.995);
  }

  @Test
  void theExtractorKnowsItsDataset() {
    assertThat(extractor.dataset()).contains(mnist.digest());
  }

  @Test
  void realDigitsLieNearerThanNoisyOnesAndNoiseLiesFarthest() {
    GreyImages some = images(mnist.train()).range(0, 2_000);

    double real = fid(some);
    double little = fid(TestImages.noised(some, 25, 1));
    double much = fid(TestImages.noised(some, 75, 1));
    double noise = fid(TestImages.noise(2_000, 1));

    assertThat(real * 5).isLessThan(little);
    assertThat(little * 2).isLessThan(much);
    assertThat(much * 2).isLessThan(noise);
  }

  @Test
  void theFloorLiesBelowAGoodModelThatBelowOneAfterAnEpochAndThatBelowNoise() {
    Compute compute = Compute.on("cpu", 1);
    Split train = mnist.train();
    LabelledImages images = new LabelledImages(train.images(), train.labels(), 28 * 28);
    Checkpoint initial =
        Checkpoint.initial(
            new Architecture(28 * 28, 10, List.of(256), 20), new TrainingSettings(64, 0.003, 1, 1));
    Scorecard afterOne;
    Scorecard afterFour;
    try (Training training = new Training(compute, initial)) {
      training.trainEpoch(images, progress -> true);
      afterOne = score(compute, training);
      for (int epoch = 2; epoch <= 4; epoch++) {
        training.trainEpoch(images, progress -> true);
      }
      afterFour = score(compute, training);
    }

    Score good = afterFour.scores().get(0);
    assertThat(good.floor() * 5).isLessThan(good.value());
    assertThat(good.value() + 2 * good.uncertainty()).isLessThan(fid(afterOne));
    assertThat(fid(afterOne) * 5).isLessThan(good.noise());
    assertThat(afterOne.scores()).extracting(Score::metric).endsWith("label_agreement");
    assertThat(afterOne.confusion()).hasSize(10);
  }

  private static Scorecard score(Compute compute, Training training) {
    int[] labels = IntStream.range(0, 3_000).map(i -> i % 10).toArray();
    try (Decoder decoder = new Decoder(compute, training.checkpoint())) {
      GreyImages samples = new GreyImages(28, 28, decoder.images(labels, 1));
      return scorer.score(
          TestImages.labelled(samples), mnist.digest(), () -> mnist, List.of(), () -> {});
    }
  }

  private static double fid(Scorecard scorecard) {
    return scorecard.scores().get(0).value();
  }

  private static double fid(GreyImages samples) {
    return fid(
        scorer.score(
            TestImages.labelled(samples), mnist.digest(), () -> mnist, List.of(), () -> {}));
  }

  private static GreyImages images(Split split) {
    return new GreyImages(split.height(), split.width(), split.images());
  }
}
