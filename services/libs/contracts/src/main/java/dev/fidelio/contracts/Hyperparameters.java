package dev.fidelio.contracts;

import io.soabase.recordbuilder.core.RecordBuilder;
import java.util.List;
import java.util.Objects;

/**
 * The hyperparameters of a training; {@link RequestReader} lists their ranges. In requests from
 * before a field existed, its absence means the behaviour of that time.
 *
 * @param batchSize images a step
 * @param learningRate the optimiser's step size, after its warm-up
 * @param epochs passes over the training images, at most
 * @param latentSize dimensions of the latent space
 * @param hiddenSizes units of the encoder's hidden layers; the decoder has them in reverse
 * @param beta weight of the KL divergence, after its warm-up
 * @param seed from which every random number of the experiment follows
 * @param optimizer {@code adam}, whose decay acts on the gradients, or {@code adamw}, whose decay
 *     acts on the weights
 * @param weightDecay the decay, 0 for none
 * @param schedule of the learning rate: {@code constant}, or {@code cosine}, along which it falls
 *     to 0 at the end of the last epoch
 * @param warmUpEpochs epochs, or a part of one, over which the learning rate rises linearly
 * @param klWarmUpEpochs epochs, or a part of one, over which the KL divergence's weight does
 * @param clipNorm the largest norm of a step's gradients together; 0 for no limit
 * @param patience epochs without a smaller test loss after which the training stops, and the epoch
 *     with the smallest becomes the version; 0 to train every epoch and take the last
 */
@RecordBuilder
public record Hyperparameters(
    int batchSize,
    double learningRate,
    int epochs,
    int latentSize,
    List<Integer> hiddenSizes,
    double beta,
    long seed,
    String optimizer,
    Double weightDecay,
    String schedule,
    Double warmUpEpochs,
    Double klWarmUpEpochs,
    Double clipNorm,
    Integer patience) {

  /** Adam as it is usually used. */
  public static final String ADAM = "adam";

  /** Adam whose decay acts on the weights. */
  public static final String ADAMW = "adamw";

  /** A learning rate that stays. */
  public static final String CONSTANT = "constant";

  /** A learning rate that falls along half a cosine. */
  public static final String COSINE = "cosine";

  public Hyperparameters {
    hiddenSizes = hiddenSizes == null ? List.of() : List.copyOf(hiddenSizes);
    optimizer = Objects.requireNonNullElse(optimizer, ADAM);
    weightDecay = Objects.requireNonNullElse(weightDecay, 0.0);
    schedule = Objects.requireNonNullElse(schedule, CONSTANT);
    warmUpEpochs = Objects.requireNonNullElse(warmUpEpochs, 0.0);
    klWarmUpEpochs = Objects.requireNonNullElse(klWarmUpEpochs, 0.0);
    clipNorm = Objects.requireNonNullElse(clipNorm, 0.0);
    patience = Objects.requireNonNullElse(patience, 0);
    Constraints.requirePositive(batchSize, "batchSize");
    Constraints.requireNotNegative(learningRate, "learningRate");
    Constraints.requirePositive(epochs, "epochs");
    Constraints.requirePositive(latentSize, "latentSize");
    Constraints.requireAll(hiddenSizes, "hiddenSizes", Constraints::requirePositive);
    Constraints.requireNotNegative(beta, "beta");
    Constraints.requireNotNegative(seed, "seed");
    Constraints.requireLabel(optimizer, "optimizer");
    Constraints.requireNotNegative(weightDecay, "weightDecay");
    Constraints.requireLabel(schedule, "schedule");
    Constraints.requireNotNegative(warmUpEpochs, "warmUpEpochs");
    Constraints.requireNotNegative(klWarmUpEpochs, "klWarmUpEpochs");
    Constraints.requireNotNegative(clipNorm, "clipNorm");
    Constraints.requireNotNegative(patience, "patience");
  }

  /** What applies to a request that sets none: Adam at a constant learning rate. */
  public static Hyperparameters defaults(long seed) {
    return HyperparametersBuilder.builder()
        .batchSize(32)
        .learningRate(0.003)
        .epochs(10)
        .latentSize(20)
        .hiddenSizes(List.of(512, 256))
        .beta(1)
        .seed(seed)
        .optimizer(ADAM)
        .weightDecay(0.0)
        .schedule(CONSTANT)
        .warmUpEpochs(0.0)
        .klWarmUpEpochs(0.0)
        .clipNorm(0.0)
        .patience(0)
        .build();
  }
}
