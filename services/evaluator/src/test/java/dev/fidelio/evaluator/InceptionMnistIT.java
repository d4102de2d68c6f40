package dev.fidelio.evaluator;

import static org.assertj.core.api.Assertions.assertThat;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Block;
import ai.djl.nn.SequentialBlock;
import ai.djl.training.ParameterStore;
import dev.fidelio.cvae.Architecture;
import dev.fidelio.cvae.Checkpoint;
import dev.fidelio.cvae.Compute;
import dev.fidelio.cvae.Decoder;
import dev.fidelio.cvae.LabelledImages;
import dev.fidelio.cvae.Settings;
import dev.fidelio.cvae.Training;
import dev.fidelio.datasets.Dataset;
import dev.fidelio.datasets.Split;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What the extractor makes of real digits. */
class InceptionMnistIT {
  private static Dataset mnist;
  private static InceptionMnist extractor;
  private static Scoring scoring;

  @BeforeAll
  static void load() throws IOException {
    mnist = RealDigits.load();
    Libtorch.load(1);
    extractor = new InceptionMnist();
    scoring = new Scoring(extractor, new References());
  }

  @AfterAll
  static void close() {
    if (extractor != null) {
      extractor.close();
    }
  }

  @Test
  void atLeast992OfAThousandTestDigitsAreRecognised() {
    int right = 0;
    int batch = 100;
    try (NDManager manager = Libtorch.manager()) {
      SequentialBlock network =
          new SequentialBlock().add(InceptionNetwork.trunk()).add(InceptionNetwork.head());
      network.initialize(manager, DataType.FLOAT32, new Shape(batch, 1, 28, 28));
      Weights.decode(network, InceptionMnist.weights());
      for (int from = 0; from < mnist.test().count(); from += batch) {
        long[] predicted = predicted(network, manager, from, batch);
        for (int n = 0; n < batch; n++) {
          right += predicted[n] == mnist.test().labels()[from + n] ? 1 : 0;
        }
      }
    }

    assertThat(right).isGreaterThanOrEqualTo(9_920);
  }

  private static long[] predicted(Block network, NDManager manager, int from, int batch) {
    byte[] pixels = images(mnist.test()).range(from, from + batch).pixels();
    try (NDManager scope = manager.newSubManager()) {
      NDArray bytes =
          scope.create(ByteBuffer.wrap(pixels), new Shape(batch, 1, 28, 28), DataType.UINT8);
      NDList input = new NDList(InceptionNetwork.normalised(bytes.toType(DataType.FLOAT32, false)));
      NDList logits = network.forward(new ParameterStore(scope, false), input, false);
      return logits.singletonOrThrow().argMax(1).toLongArray();
    }
  }

  @Test
  void realDigitsLieNearerThanNoisyOnesAndNoiseLiesFarthest() {
    Images train = images(mnist.train()).range(0, 10_000);
    Images some = train.range(0, 2_000);

    double real = fid(train);
    double little = fid(Pictures.noised(some, 25, 1));
    double much = fid(Pictures.noised(some, 75, 1));
    double noise = fid(Pictures.noise(2_000, 1));

    assertThat(real * 10).isLessThan(little);
    assertThat(little * 2).isLessThan(much);
    assertThat(much * 2).isLessThan(noise);
  }

  @Test
  void trainingImagesLieNearerThanSamplesOfAModelAndThoseNearerThanNoise() {
    double real = fid(images(mnist.train()).range(0, 10_000));
    double samples = fid(samplesAfterOneEpoch(2_000));
    double noise = fid(Pictures.noise(2_000, 1));

    assertThat(real * 10).isLessThan(samples);
    assertThat(samples * 10).isLessThan(noise);
  }

  private static Images samplesAfterOneEpoch(int count) {
    Compute compute = Compute.on("cpu", 1);
    Split train = mnist.train();
    LabelledImages images = new LabelledImages(train.images(), train.labels(), 28 * 28);
    Checkpoint initial =
        Checkpoint.initial(
            new Architecture(28 * 28, 10, List.of(256), 20), new Settings(64, 0.003, 1, 1));
    try (Training training = new Training(compute, initial)) {
      training.trainEpoch(images, progress -> true);
      try (Decoder decoder = new Decoder(compute, training.checkpoint())) {
        int[] labels = IntStream.range(0, count).map(i -> i % 10).toArray();
        return new Images(28, 28, decoder.images(labels, 1));
      }
    }
  }

  private static double fid(Images samples) {
    return scoring
        .fid(samples, mnist.digest(), "test", () -> images(mnist.test()), () -> {})
        .value();
  }

  private static Images images(Split split) {
    return new Images(split.height(), split.width(), split.images());
  }
}
