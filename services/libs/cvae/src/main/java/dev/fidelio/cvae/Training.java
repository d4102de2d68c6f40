package dev.fidelio.cvae;

import ai.djl.ndarray.NDManager;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * A network in training. Every random number is a function of the settings' seed, the epoch and the
 * step, so the weights after an epoch do not depend on where a training was interrupted and
 * resumed.
 *
 * <p>Images, order and noise are kept on the device, which may run ahead of Java. Only three things
 * wait for it: a listener that asks for the progress, a checkpoint, and the end of an epoch.
 *
 * <p>Used by one thread at a time.
 */
public final class Training implements AutoCloseable {

  private final Architecture architecture;
  private final TrainingSettings trainingSettings;
  private final NDManager manager;
  private final TrainableParameters parameters;
  private final TestEvaluator testEvaluator;
  private final LossSum sums;
  private final CompiledStep compiled;
  private final DeviceImages kept;
  private final Set<Map<String, String>> environments;
  private int epoch;
  private long step;
  private int stepsOfEpoch;
  private long imagesOfEpoch;
  private double seconds;

  /** Continues from a checkpoint without recording the environment. */
  public Training(Compute compute, Checkpoint checkpoint) {
    this(compute, checkpoint, Map.of());
  }

  /**
   * Continues from a checkpoint; a new training starts from {@link Checkpoint#initial}.
   *
   * @param compute the device to train on
   * @param checkpoint the state to continue from; it is copied
   * @param environment what the weights depend on besides checkpoint and images, by name; recorded
   *     in all further checkpoints
   * @throws InsufficientMemoryException if the device has too little memory
   */
  public Training(Compute compute, Checkpoint checkpoint, Map<String, String> environment) {
    environments = new LinkedHashSet<>(checkpoint.environments());
    if (!environment.isEmpty()) {
      environments.add(new TreeMap<>(environment));
    }
    architecture = checkpoint.architecture();
    trainingSettings = checkpoint.settings();
    epoch = checkpoint.epoch();
    step = checkpoint.step();
    PartialEpoch part = checkpoint.part();
    stepsOfEpoch = part.steps();
    imagesOfEpoch = part.images();
    seconds = part.seconds();
    manager = compute.open();
    parameters = TrainableParameters.load(checkpoint, manager);
    kept = new DeviceImages(architecture.classes(), manager);
    testEvaluator =
        new TestEvaluator(
            new Cvae(architecture, parameters.weights()), architecture, trainingSettings, manager);
    sums = new LossSum(part.bce(), part.kl(), manager);
    compiled = new CompiledStep(manager, parameters, sums, trainingSettings.optimizer());
  }

  /**
   * Trains the next epoch: every image once, in an order specific to the epoch. If an epoch was
   * interrupted, here or in another process, trains its remaining steps; weights and losses then
   * equal those of an uninterrupted epoch bit for bit.
   *
   * @param images the training images, the same in every epoch
   * @param listener is called after every step and may interrupt the epoch
   * @return the result of the epoch, empty if the listener interrupted it; the next call continues
   *     from there
   * @throws TrainingDivergedException if the loss is not finite, detected at the latest after the
   *     epoch
   * @throws InsufficientMemoryException if a step needs more memory than is available
   * @throws IllegalArgumentException if the images do not fit the network or the interrupted epoch
   */
  public Optional<StepProgress> trainEpoch(LabelledImages images, StepListener listener) {
    images.requireFit(architecture);
    PartialEpoch.requireBegun(
        epoch + 1, stepsOfEpoch, imagesOfEpoch, trainingSettings.batchSize(), images);
    return InsufficientMemoryException.named(
        () -> Denormals.flushed(() -> steps(images, listener)));
  }

  /**
   * The loss on held-out images, with one draw of z for each image, the same in every call.
   *
   * @param images any number of them
   * @throws TrainingDivergedException if the loss is not finite
   */
  public Loss evaluate(LabelledImages images) {
    images.requireFit(architecture);
    Loss loss =
        InsufficientMemoryException.named(
            () -> Denormals.flushed(() -> testEvaluator.loss(images)));
    if (!Double.isFinite(loss.total())) {
      throw new TrainingDivergedException("after epoch " + epoch);
    }
    return loss;
  }

  /**
   * The state after the last step, to continue from or, after an epoch, to sample from.
   *
   * @throws TrainingDivergedException if the loss of the epoch so far is not finite
   */
  public Checkpoint checkpoint() {
    return new Checkpoint(
        architecture,
        trainingSettings,
        new TrainingPosition(epoch, step, part(), environments),
        Parameters.save(parameters.weights()),
        Parameters.save(parameters.firstMoments()),
        Parameters.save(parameters.secondMoments()));
  }

  /** The number of completed epochs. */
  public int epoch() {
    return epoch;
  }

  /** The number of completed steps over all epochs. */
  public long step() {
    return step;
  }

  /** Frees the native memory. */
  @Override
  public void close() {
    compiled.close();
    manager.close();
  }

  private Optional<StepProgress> steps(LabelledImages images, StepListener listener) {
    long start = System.nanoTime() - Math.round(seconds * 1e9);
    int[] order = random(RandomStream.Purpose.SHUFFLE, epoch + 1, 0).permutation(images.count());
    try (NDManager scope = manager.newSubManager()) {
      Batches batches =
          new Batches(
              kept.of(images),
              architecture.latentSize(),
              order,
              trainingSettings.batchSize(),
              batch -> random(RandomStream.Purpose.TRAINING_NOISE, epoch + 1, batch),
              scope);
      try (CompiledStep.Epoch steps = compiled.over(batches.all())) {
        while (stepsOfEpoch < batches.count()) {
          take(steps, batches);
          seconds = secondsSince(start);
          boolean goOn = listener.onStep(() -> progress(batches.count(), start));
          if (!goOn && stepsOfEpoch < batches.count()) {
            return Optional.empty();
          }
        }
      }
      StepProgress result = progress(batches.count(), start);
      endEpoch();
      return Optional.of(result);
    }
  }

  private void take(CompiledStep.Epoch steps, Batches batches) {
    step++;
    double learningRate = trainingSettings.learningRate(step, batches.count());
    double klWeight = trainingSettings.klWeight(step, batches.count());
    int batch = stepsOfEpoch;
    steps.take(batches.start(batch), batches.end(batch), step, learningRate, klWeight);
    imagesOfEpoch += batches.images(batch);
    stepsOfEpoch++;
  }

  private StepProgress progress(int steps, long start) {
    PartialEpoch part = part();
    seconds = secondsSince(start);
    return part.of(epoch + 1, steps, trainingSettings.beta(), seconds);
  }

  private PartialEpoch part() {
    double[] sum = sums.values();
    if (!Double.isFinite(sum[0] + sum[1])) {
      throw new TrainingDivergedException(
          "in epoch %d, by step %d".formatted(epoch + 1, stepsOfEpoch));
    }
    return new PartialEpoch(stepsOfEpoch, imagesOfEpoch, sum[0], sum[1], seconds);
  }

  private void endEpoch() {
    epoch++;
    stepsOfEpoch = 0;
    imagesOfEpoch = 0;
    seconds = 0;
    sums.reset();
  }

  private RandomStream random(RandomStream.Purpose purpose, int epoch, int batch) {
    return RandomStream.of(trainingSettings.seed(), purpose, epoch, batch);
  }

  private static double secondsSince(long start) {
    return (System.nanoTime() - start) * 1e-9;
  }
}
