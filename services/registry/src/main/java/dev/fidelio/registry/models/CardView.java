package dev.fidelio.registry.models;

import dev.fidelio.contracts.Artifact;
import dev.fidelio.contracts.Hyperparameters;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** Everything needed to use a version's weights outside Fidelio. */
@Schema(
    name = "ModelCard",
    description = "What a version's weights are, and how to decode with them.")
public record CardView(
    @Schema(examples = "mnist-cvae") String model,
    @Schema(examples = "2") int version,
    @Schema(examples = "digits-1") String experimentId,
    Instant registeredAt,
    @Schema(description = "The safetensors file, by its SHA-256.") Artifact weights,
    Network architecture,
    Hyperparameters hyperparameters,
    @Schema(description = "The data set that it was trained on.") String datasetDigest,
    @Schema(description = "The last epoch's metrics by name, and the number of the epoch.")
        Map<String, Object> losses,
    List<ScoreView> scores,
    @Schema(
            description =
                "Python that decodes samples.npz with model.safetensors, with NumPy and safetensors"
                    + " alone.")
        String decode) {

  private static final String LABEL =
      "one-hot, behind the pixels at the encoder's begin and behind the latent vector at the"
          + " decoder's";

  /** The network's layers, all fully connected. */
  @Schema(name = "Network", description = "The network's layers, all fully connected.")
  public record Network(
      @Schema(examples = "784", description = "Of an image: the encoder's input.") int pixels,
      @Schema(examples = "10", description = "Labels run from 0 to one less.") int classes,
      @Schema(examples = "20") int latentSize,
      @Schema(
              examples = "[512, 256]",
              description = "The encoder's hidden layers; the decoder has them in reverse order.")
          List<Integer> hiddenSizes,
      @Schema(description = "After each hidden layer.") String activation,
      @Schema(description = "After the last layer: the pixels' expected grey values, 0 to 1.")
          String output,
      @Schema(description = "How the label enters.") String label) {

    Network(int pixels, int classes, int latentSize, List<Integer> hiddenSizes) {
      this(pixels, classes, latentSize, hiddenSizes, "relu", "sigmoid", LABEL);
    }
  }

  static CardView of(VersionView version, Network architecture, String decode) {
    return new CardView(
        version.model(),
        version.version(),
        version.experimentId(),
        version.registeredAt(),
        version.checkpoint(),
        architecture,
        version.hyperparameters(),
        version.datasetDigest(),
        version.losses(),
        version.scores(),
        decode);
  }
}
