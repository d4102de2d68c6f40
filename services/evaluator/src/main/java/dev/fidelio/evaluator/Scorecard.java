package dev.fidelio.evaluator;

import dev.fidelio.contracts.Score;
import java.util.List;

/**
 * The scores of an evaluation set.
 *
 * @param scores FID first
 * @param confusion the number of images drawn for a label (row) that were classified as a label
 *     (column); empty without a classifier
 * @param warnings caveats about the scores
 */
public record Scorecard(List<Score> scores, List<List<Integer>> confusion, List<String> warnings) {}
