package dev.fidelio.cli;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.fidelio.contracts.Json;
import java.util.List;
import picocli.CommandLine.Option;

/** What a training is told, as options; what is left out has a default. */
final class HyperparameterOptions {

  @Option(names = "--epochs", paramLabel = "N", description = "passes over the training images")
  private Integer epochs;

  @Option(names = "--batch-size", paramLabel = "N", description = "images a step")
  private Integer batchSize;

  @Option(names = "--learning-rate", paramLabel = "X", description = "the optimiser's step size")
  private Double learningRate;

  @Option(names = "--latent-size", paramLabel = "N", description = "dimensions of the latent space")
  private Integer latentSize;

  @Option(
      names = "--hidden-sizes",
      paramLabel = "N,N",
      split = ",",
      description = "units of the encoder's hidden layers")
  private List<Integer> hiddenSizes;

  @Option(names = "--beta", paramLabel = "X", description = "weight of the KL divergence")
  private Double beta;

  @Option(names = "--seed", paramLabel = "N", description = "the seed (default: made from the id)")
  private Long seed;

  @Option(names = "--optimizer", paramLabel = "NAME", description = "adam (default) or adamw")
  private String optimizer;

  @Option(
      names = "--weight-decay",
      paramLabel = "X",
      description = "decay of the weights (default: 0, with adamw 0.01)")
  private Double weightDecay;

  @Option(
      names = "--schedule",
      paramLabel = "NAME",
      description = "of the learning rate: constant (default) or cosine")
  private String schedule;

  @Option(
      names = "--warm-up-epochs",
      paramLabel = "X",
      description = "epochs over which the learning rate rises")
  private Double warmUpEpochs;

  @Option(
      names = "--kl-warm-up-epochs",
      paramLabel = "X",
      description = "epochs over which the weight of the KL divergence rises")
  private Double klWarmUpEpochs;

  @Option(
      names = "--clip-norm",
      paramLabel = "X",
      description = "largest norm of a step's gradients (default: 0, no limit)")
  private Double clipNorm;

  @Option(
      names = "--patience",
      paramLabel = "N",
      description = "stop after so many epochs without a smaller test loss, and keep the best")
  private Integer patience;

  /** Those that are given, by the names of a request's fields. */
  ObjectNode told() {
    ObjectNode told = Json.mapper().createObjectNode();
    set(told, "epochs", epochs);
    set(told, "batchSize", batchSize);
    set(told, "learningRate", learningRate);
    set(told, "latentSize", latentSize);
    set(told, "hiddenSizes", hiddenSizes);
    set(told, "beta", beta);
    set(told, "seed", seed);
    set(told, "optimizer", optimizer);
    set(told, "weightDecay", weightDecay);
    set(told, "schedule", schedule);
    set(told, "warmUpEpochs", warmUpEpochs);
    set(told, "klWarmUpEpochs", klWarmUpEpochs);
    set(told, "clipNorm", clipNorm);
    set(told, "patience", patience);
    return told;
  }

  static void set(ObjectNode object, String field, Object value) {
    if (value != null) {
      object.set(field, Json.mapper().valueToTree(value));
    }
  }
}
