package dev.fidelio.bench.extractor;

import ai.djl.Device;
import ai.djl.Model;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.SequentialBlock;
import ai.djl.training.DefaultTrainingConfig;
import ai.djl.training.GradientCollector;
import ai.djl.training.Trainer;
import ai.djl.training.loss.Loss;
import ai.djl.training.optimizer.Optimizer;
import ai.djl.training.tracker.Tracker;
import dev.fidelio.datasets.Dataset;
import dev.fidelio.datasets.DatasetFile;
import dev.fidelio.datasets.Split;
import dev.fidelio.evaluator.BlockWeights;
import dev.fidelio.evaluator.InceptionNetwork;
import dev.fidelio.evaluator.Libtorch;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;

/** Trains the extractor {@code inception-mnist} and writes its weights and its model card. */
public final class TrainInceptionMnist {
  private static final int SIZE = InceptionNetwork.SIZE;

  private final TrainingOptions options;
  private final Loss loss = Loss.softmaxCrossEntropyLoss();
  private final SequentialBlock network =
      new SequentialBlock().add(InceptionNetwork.trunk()).add(InceptionNetwork.head());

  private TrainInceptionMnist(TrainingOptions options) {
    this.options = options;
  }

  /** The command; {@code services/bench/train-inception-mnist --help} describes its arguments. */
  public static void main(String[] arguments) throws IOException {
    TrainingOptions options;
    try {
      options = TrainingOptions.of(arguments);
    } catch (IllegalArgumentException e) {
      System.err.println("train-inception-mnist: " + e.getMessage());
      System.exit(2);
      return;
    }
    new TrainInceptionMnist(options).run();
  }

  private void run() throws IOException {
    Map<DatasetFile, byte[]> files = new EnumMap<>(DatasetFile.class);
    for (DatasetFile file : DatasetFile.values()) {
      files.put(file, Files.readAllBytes(options.data().resolve(file.publishedName())));
    }
    Dataset digits = Dataset.of(files);
    Libtorch.load(options.threads()).setRandomSeed(options.seed());
    try (Model model = Model.newInstance("inception-mnist", Device.cpu())) {
      model.setBlock(network);
      int steps = digits.train().count() / options.batchSize();
      Tracker rate =
          Tracker.cosine()
              .setBaseValue(options.learningRate())
              .optFinalValue(options.learningRate() / 1000)
              .setMaxUpdates(options.epochs() * steps)
              .build();
      DefaultTrainingConfig configuration =
          new DefaultTrainingConfig(loss)
              .optDevices(new Device[] {Device.cpu()})
              .optOptimizer(Optimizer.adam().optLearningRateTracker(rate).build());
      long start = System.nanoTime();
      int[] correct = {};
      try (Trainer trainer = model.newTrainer(configuration)) {
        trainer.initialize(new Shape(options.batchSize(), 1, SIZE, SIZE));
        for (int epoch = 1; epoch <= options.epochs(); epoch++) {
          double mean = epoch(trainer, digits.train(), new Random(options.seed() * 1000L + epoch));
          correct = correct(trainer, digits.test());
          double accuracy = (double) Arrays.stream(correct).sum() / digits.test().count();
          System.out.printf(
              "epoch %d: loss %.4f, test accuracy %.2f %%, %d s%n",
              epoch, mean, 100 * accuracy, (System.nanoTime() - start) / 1_000_000_000);
        }
      }
      byte[] weights = BlockWeights.encode(network);
      Files.createDirectories(options.output());
      Files.write(options.output().resolve("inception-mnist.safetensors"), weights);
      Path card = options.output().resolve("inception-mnist.md");
      Files.writeString(
          card, ModelCard.of(options, files, digits.test(), network, weights, correct));
      System.out.println("wrote " + weights.length + " bytes beside " + card);
    }
  }

  /** One pass over the shuffled images; an incomplete last batch is dropped. */
  private double epoch(Trainer trainer, Split split, Random random) {
    int batch = options.batchSize();
    int steps = split.count() / batch;
    int[] order = shuffled(split.count(), random);
    double sum = 0;
    for (int step = 0; step < steps; step++) {
      int from = step * batch;
      float[] pixels = Distortions.batch(split, order, from, from + batch, options.shift(), random);
      long[] labels =
          IntStream.range(from, from + batch).mapToLong(n -> split.labels()[order[n]]).toArray();
      try (NDManager scope = trainer.getManager().newSubManager()) {
        NDArray x = scope.create(pixels, new Shape(batch, 1, SIZE, SIZE));
        NDList expected = new NDList(scope.create(labels, new Shape(batch, 1)));
        try (GradientCollector collector = trainer.newGradientCollector()) {
          NDList logits = trainer.forward(new NDList(InceptionNetwork.normalised(x)));
          NDArray value = loss.evaluate(expected, logits);
          collector.backward(value);
          sum += value.getFloat();
        }
        trainer.step();
      }
    }
    return sum / steps;
  }

  /** How many images of each label are classified correctly. */
  private int[] correct(Trainer trainer, Split split) {
    int count = split.count();
    int batch = 500;
    int[] correct = new int[Dataset.CLASSES];
    for (int from = 0; from < count; from += batch) {
      int to = Math.min(count, from + batch);
      float[] pixels = pixels(split, from, to);
      try (NDManager scope = trainer.getManager().newSubManager()) {
        NDArray x = scope.create(pixels, new Shape(to - from, 1, SIZE, SIZE));
        NDList logits = trainer.evaluate(new NDList(InceptionNetwork.normalised(x)));
        long[] predicted = logits.singletonOrThrow().argMax(1).toLongArray();
        for (int n = 0; n < predicted.length; n++) {
          int label = split.labels()[from + n];
          correct[label] += predicted[n] == label ? 1 : 0;
        }
      }
    }
    return correct;
  }

  private static float[] pixels(Split split, int from, int to) {
    float[] pixels = new float[(to - from) * SIZE * SIZE];
    for (int i = 0; i < pixels.length; i++) {
      pixels[i] = Byte.toUnsignedInt(split.images()[from * SIZE * SIZE + i]);
    }
    return pixels;
  }

  private static int[] shuffled(int count, Random random) {
    int[] order = IntStream.range(0, count).toArray();
    for (int i = count - 1; i > 0; i--) {
      int j = random.nextInt(i + 1);
      int swapped = order[i];
      order[i] = order[j];
      order[j] = swapped;
    }
    return order;
  }
}
