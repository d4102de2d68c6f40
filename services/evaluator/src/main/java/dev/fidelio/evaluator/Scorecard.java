package dev.fidelio.evaluator;

import dev.fidelio.contracts.Score;
import java.util.List;

/**
 * How an evaluation set came out.
 *
 * @param scores FID first
 * @param confusion images drawn for a label (row) by the label they are given (column); empty where
 *     nothing classifies them
 * @param warnings what a reader has to know
 */
public record Scorecard(List<Score> scores, List<List<Integer>> confusion, List<String> warnings) {}
