package dev.fidelio.registry.experiments;

import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * Where a training is.
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
    description = "Where the training is. Everything but the epochs is there only while it trains.")
public record ProgressView(
    Integer epoch,
    Integer epochs,
    Integer step,
    Integer steps,
    Double loss,
    Double imagesPerSecond) {}
