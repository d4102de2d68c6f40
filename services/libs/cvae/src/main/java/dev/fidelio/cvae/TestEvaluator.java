package dev.fidelio.cvae;

import ai.djl.ndarray.NDManager;

/** The loss of a network on images that it does not learn from. */
final class TestEvaluator {

  private static final int BATCH = 500;

  private final Network network;
  private final int latentSize;
  private final TrainingSettings trainingSettings;
  private final NDManager manager;
  private final DeviceImages kept;

  /** With what the network and its training have; the manager owns a copy of the images. */
  TestEvaluator(
      Network network,
      Architecture architecture,
      TrainingSettings trainingSettings,
      NDManager manager) {
    this.network = network;
    this.latentSize = architecture.latentSize();
    this.trainingSettings = trainingSettings;
    this.manager = manager;
    this.kept = new DeviceImages(architecture.classes(), manager);
  }

  /** The mean loss, with one draw of z for each image, the same every time. */
  Loss loss(LabelledImages images) {
    try (NDManager scope = manager.newSubManager();
        LossSum sum = new LossSum(0, 0, scope)) {
      Batches batches =
          new Batches(kept.of(images), latentSize, images.inOrder(), BATCH, this::noise, scope);
      for (int batch = 0; batch < batches.count(); batch++) {
        try (NDManager pass = scope.newSubManager()) {
          sum.add(
              network.forward(
                  batches.x(batch, pass), batches.y(batch, pass), batches.epsilon(batch, pass)));
        }
      }
      return sum.mean(images.count(), trainingSettings.beta());
    }
  }

  private RandomStream noise(int batch) {
    return RandomStream.of(trainingSettings.seed(), RandomStream.Purpose.TEST_NOISE, 0, batch);
  }
}
