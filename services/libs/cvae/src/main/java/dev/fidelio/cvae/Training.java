package dev.fidelio.cvae;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * A network in training. Everything random follows from the settings' seed, the epoch and the step,
 * so that the weights after an epoch do not depend on where a training was interrupted and resumed.
 *
 * <p>Used by one thread at a time.
 */
public final class Training implements AutoCloseable {

  private static final int TEST_BATCH = 500;

  private final Architecture architecture;
  private final Settings settings;
  private final NDManager manager;
  private final Map<String, NDArray> weights;
  private final Map<String, NDArray> firstMoments;
  private final Map<String, NDArray> secondMoments;
  private final Cvae cvae;
  private final Adam adam;
  private int epoch;
  private long step;
  private EpochPart part;

  /**
   * Goes on from a checkpoint; {@link Checkpoint#initial} is where a new training starts.
   *
   * @param compute where to train
   * @param checkpoint the state to go on from; it is copied
   */
  public Training(Compute compute, Checkpoint checkpoint) {
    architecture = checkpoint.architecture();
    settings = checkpoint.settings();
    epoch = checkpoint.epoch();
    step = checkpoint.step();
    part = checkpoint.part();
    manager = compute.open();
    weights = Parameters.load(architecture, checkpoint::weight, manager);
    firstMoments = Parameters.load(architecture, checkpoint::firstMoment, manager);
    secondMoments = Parameters.load(architecture, checkpoint::secondMoment, manager);
    cvae = new Cvae(architecture, weights);
    adam = new Adam(manager, weights, firstMoments, secondMoments, settings.learningRate());
  }

  /**
   * Trains the next epoch: every image once, in an order of the epoch's own; of an epoch that was
   * stopped in its midst, here or in another process, what is left of it. Weights and losses are
   * then those of an epoch that was not stopped, to the bit.
   *
   * @param images to learn from, the same in every epoch
   * @param listener hears of every step and may stop
   * @return what the epoch gave, empty if the listener stopped it; the next call goes on from there
   * @throws TrainingDiverged if the loss is not finite
   * @throws IllegalArgumentException if the images do not fit the network or the epoch begun
   */
  public Optional<Progress> trainEpoch(LabelledImages images, StepListener listener) {
    images.requireFit(architecture);
    return Denormals.flushed(() -> steps(images, listener));
  }

  /**
   * The loss of images that are not learnt from, with one draw of z for each, the same every time.
   *
   * @param images any number of them
   * @throws TrainingDiverged if the loss is not finite
   */
  public Loss evaluate(LabelledImages images) {
    images.requireFit(architecture);
    Loss loss = Denormals.flushed(() -> test(images));
    if (!Double.isFinite(loss.total())) {
      throw new TrainingDiverged("after epoch " + epoch);
    }
    return loss;
  }

  /** The state after the last step, to go on from or, after an epoch, to sample from. */
  public Checkpoint checkpoint() {
    return new Checkpoint(
        architecture,
        settings,
        epoch,
        step,
        part,
        Parameters.save(weights),
        Parameters.save(firstMoments),
        Parameters.save(secondMoments));
  }

  /** Epochs that are done. */
  public int epoch() {
    return epoch;
  }

  /** Frees the native memory. */
  @Override
  public void close() {
    adam.close();
    manager.close();
  }

  private Optional<Progress> steps(LabelledImages images, StepListener listener) {
    int next = epoch + 1;
    int[] order = random(RandomStream.Purpose.SHUFFLE, next, 0).permutation(images.count());
    Batches batches = new Batches(images, architecture, order, settings.batchSize());
    requireBegun(images);
    long start = System.nanoTime() - Math.round(part.seconds() * 1e9);
    while (part.steps() < batches.count()) {
      step(next, batches, start);
      Supplier<Progress> progress = () -> part.of(next, batches.count(), settings.beta());
      if (!listener.goOn(progress) && part.steps() < batches.count()) {
        return Optional.empty();
      }
    }
    Progress result = part.of(next, batches.count(), settings.beta());
    epoch = next;
    part = EpochPart.NONE;
    return Optional.of(result);
  }

  private void step(int next, Batches batches, long start) {
    int batch = part.steps();
    RandomStream random = random(RandomStream.Purpose.TRAINING_NOISE, next, batch);
    try (NDManager scope = manager.newSubManager()) {
      Pass pass = pass(batches, batch, random, scope);
      adam.step(cvae.backward(pass, settings.beta()), ++step);
      double bce = pass.bce().getFloat();
      double kl = pass.kl().getFloat();
      double seconds = (System.nanoTime() - start) * 1e-9;
      part = part.plus(batches.images(batch), bce, kl, seconds);
    }
    if (!Double.isFinite(part.bce() + part.kl())) {
      throw new TrainingDiverged("in epoch " + next + ", step " + part.steps());
    }
  }

  private Loss test(LabelledImages images) {
    Batches batches = new Batches(images, architecture, images.inOrder(), TEST_BATCH);
    LossSum sum = new LossSum(settings.beta());
    for (int batch = 0; batch < batches.count(); batch++) {
      RandomStream random = random(RandomStream.Purpose.TEST_NOISE, 0, batch);
      try (NDManager scope = manager.newSubManager()) {
        sum.add(pass(batches, batch, random, scope), batches.images(batch));
      }
    }
    return sum.mean();
  }

  private Pass pass(Batches batches, int batch, RandomStream random, NDManager scope) {
    NDArray x = batches.x(batch, scope); // (B, P)
    NDArray y = batches.y(batch, scope); // (B, C)
    NDArray epsilon = batches.epsilon(batch, random, scope); // (B, Z)
    return cvae.forward(x, y, epsilon);
  }

  private RandomStream random(RandomStream.Purpose purpose, int epoch, int batch) {
    return RandomStream.of(settings.seed(), purpose, epoch, batch);
  }

  private void requireBegun(LabelledImages images) {
    if (part.images() != Math.min((long) part.steps() * settings.batchSize(), images.count())) {
      throw new IllegalArgumentException(
          "epoch %d was begun with other images: %d of them in %d steps"
              .formatted(epoch + 1, part.images(), part.steps()));
    }
  }
}
