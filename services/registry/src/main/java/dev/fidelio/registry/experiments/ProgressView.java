package dev.fidelio.registry.experiments;

import io.soabase.recordbuilder.core.RecordBuilder;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * The progress of a training.
 *
 * @param epoch the epoch under way, or the last one that was completed
 * @param epochs how many there will be
 * @param step steps of this epoch done
 * @param steps steps of an epoch
 * @param loss mean loss per image in this epoch so far
 * @param imagesPerSecond speed within the last second or so
 */
@Schema(
    name = "Progress",
    description =
        "The progress of the training. All fields but the epochs are present only during training.")
@RecordBuilder
public record ProgressView(
    Integer epoch,
    Integer epochs,
    Integer step,
    Integer steps,
    Double loss,
    Double imagesPerSecond) {}
