package dev.fidelio.evaluator;

import dev.fidelio.contracts.Score;
import java.util.List;

/**
 * The scores of an evaluation set.
 *
 * @param scores FID first
 * @param confusion images drawn for a label (row) by the label they are given (column); empty where
 *     nothing classifies them
 * @param warnings caveats about the scores
 */
public record Scorecard(List<Score> scores, List<List<Integer>> confusion, List<String> warnings) {}
