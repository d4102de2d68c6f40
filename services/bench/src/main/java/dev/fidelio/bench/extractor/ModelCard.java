package dev.fidelio.bench.extractor;

import ai.djl.nn.Block;
import dev.fidelio.datasets.DatasetFile;
import dev.fidelio.datasets.Split;
import dev.fidelio.evaluator.InceptionNetwork;
import dev.fidelio.formats.Digests;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;

/** The model card published with the weights, with figures from the run that trained them. */
final class ModelCard {
  private ModelCard() {}

  static String of(
      TrainingOptions options,
      Map<DatasetFile, byte[]> files,
      Split test,
      Block network,
      byte[] weights,
      int[] right) {
    long parameters =
        network.getParameters().values().stream().mapToLong(p -> p.getArray().size()).sum();
    return TEXT.formatted(
        InceptionNetwork.DIMENSIONS,
        parameters,
        digests(files),
        options.epochs(),
        options.batchSize(),
        String.format(Locale.ROOT, "%s", options.learningRate()),
        options.shift(),
        options.seed(),
        percent(Arrays.stream(right).sum(), test.count()),
        accuracies(test, right),
        weights.length,
        Digests.sha256(weights));
  }

  private static String digests(Map<DatasetFile, byte[]> files) {
    StringBuilder rows = new StringBuilder();
    files.forEach(
        (file, content) ->
            rows.append(
                "| %s | `%s` |%n".formatted(file.publishedName(), Digests.sha256(content))));
    return rows.toString();
  }

  private static String accuracies(Split test, int[] right) {
    int[] counts = test.labelCounts(right.length);
    StringBuilder rows = new StringBuilder();
    for (int label = 0; label < right.length; label++) {
      rows.append(
          "| %d | %d | %s |%n"
              .formatted(label, counts[label], percent(right[label], counts[label])));
    }
    return rows.toString();
  }

  private static String percent(int part, int whole) {
    return String.format(Locale.ROOT, "%.2f", 100.0 * part / whole);
  }

  private static final String TEXT =
      """
      # inception-mnist

      A small Inception-style classifier of handwritten digits. Fidelio uses the features of its \
      last pooled layer to score generated digits by the Fréchet distance.

      ## Intended use

      Scoring 28 x 28 grey images of digits, in order to compare versions of a model that were trained on the same data set, and classifying digits.

      Its FID is comparable only with FID from the same weights (the digest below), the same reference images and the same number of samples. **It cannot be compared with published FID**, which uses another network with features on another scale, nor with FID from other weights of this network. \
      The network has seen only digits: the evaluator rejects other data sets unless the request allows them.

      ## Network

      The features are those of the last pooled layer. Input 1 x 28 x 28; convolution 5 x 5 with stride 2 to 24 channels; \
      Inception to 64 channels at 14 x 14; convolution 3 x 3 with stride 2 to 64; two Inceptions \
      to 128 channels at 7 x 7; global mean: \
      %d features; linear layer to 10 classes (not used for scoring). An Inception stacks four \
      branches: 1 x 1; 1 x 1 then 3 x 3; 1 x 1 then 5 x 5; 1 x 1 then the mean of 3 x 3. Batch \
      normalisation and ReLU follow each convolution. %d parameters in total.

      Preprocessing, profile `fidelio-mnist`: (pixel / 255 - 0.1307) / 0.3081.

      ## Data

      MNIST: trained on the training images, evaluated on the test images, which were not used for training.

      | file | SHA-256 |
      |---|---|
      %s
      ## Training

      `services/bench/train-inception-mnist`: %d epochs, batches of %d, Adam with a learning rate \
      that falls from %s to a thousandth of it along a cosine, cross-entropy, each image rotated by up to 0.2 radians, stretched by up to 12 %% along each axis, sheared by up to 0.15 and shifted by up to %d pixels, seed %d. The weights are those after the last epoch.

      ## Result

      %s %% of the test images are classified correctly; by label:

      | label | images | correct, %% |
      |---|---|---|
      %s
      Weights: `inception-mnist.safetensors`, %d bytes, SHA-256 `%s`.
      """;
}
