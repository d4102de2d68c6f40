package dev.fidelio.cli.experiments;

import com.fasterxml.jackson.annotation.JsonAutoDetect;
import com.fasterxml.jackson.annotation.JsonAutoDetect.Visibility;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.fidelio.contracts.Json;
import java.util.List;
import picocli.CommandLine.Option;

/**
 * The hyperparameters of a training, as options; all are optional. The names of the Java fields are
 * those of the request.
 */
@JsonAutoDetect(fieldVisibility = Visibility.ANY)
public final class HyperparameterOptions {

  @Option(names = "--epochs", paramLabel = "N", description = "passes over the training images")
  private Integer epochs;

  @Option(names = "--batch-size", paramLabel = "N", description = "images per step")
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

  @Option(
      names = "--seed",
      paramLabel = "N",
      description = "the random seed (default: derived from the experiment's id)")
  private Long seed;

  @Option(names = "--optimizer", paramLabel = "NAME", description = "adam (default) or adamw")
  private String optimizer;

  @Option(
      names = "--weight-decay",
      paramLabel = "X",
      description = "weight decay (default: 0; 0.01 with adamw)")
  private Double weightDecay;

  @Option(
      names = "--schedule",
      paramLabel = "NAME",
      description = "learning rate schedule: constant (default) or cosine")
  private String schedule;

  @Option(
      names = "--warm-up-epochs",
      paramLabel = "X",
      description = "epochs of learning rate warm-up")
  private Double warmUpEpochs;

  @Option(
      names = "--kl-warm-up-epochs",
      paramLabel = "X",
      description = "epochs of warm-up of the KL divergence's weight")
  private Double klWarmUpEpochs;

  @Option(
      names = "--clip-norm",
      paramLabel = "X",
      description = "maximum gradient norm of a step (default: 0, unlimited)")
  private Double clipNorm;

  @Option(
      names = "--patience",
      paramLabel = "N",
      description = "stop after N epochs without a lower test loss, and keep the best epoch")
  private Integer patience;

  /** The options that are set, by the names of the request's fields. */
  public ObjectNode fields() {
    return Json.mapper().valueToTree(this);
  }

  public static void set(ObjectNode object, String field, Object value) {
    if (value != null) {
      object.set(field, Json.mapper().valueToTree(value));
    }
  }
}
