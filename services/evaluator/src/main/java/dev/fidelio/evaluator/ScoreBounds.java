package dev.fidelio.evaluator;

import java.util.Map;

/**
 * The values that a score is compared with, by metric.
 *
 * @param floor the values of training images; empty if the data set has too few
 * @param noise the values of noise
 */
record ScoreBounds(Map<String, Double> floor, Map<String, Double> noise) {}
