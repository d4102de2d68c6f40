package dev.fidelio.registry.models;

import io.soabase.recordbuilder.core.RecordBuilder;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** The network's layers, all fully connected. */
@Schema(name = "Network", description = "The network's layers, all fully connected.")
@RecordBuilder
public record NetworkView(
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

  static NetworkView of(int pixels, int classes, int latentSize, List<Integer> hiddenSizes) {
    return NetworkViewBuilder.builder()
        .pixels(pixels)
        .classes(classes)
        .latentSize(latentSize)
        .hiddenSizes(hiddenSizes)
        .activation("relu")
        .output("sigmoid")
        .label(
            "one-hot, appended to the pixels in the encoder's input and to the latent vector in the"
                + " decoder's")
        .build();
  }
}
