package dev.fidelio.contracts;

import io.soabase.recordbuilder.core.RecordBuilder;

/**
 * Everything that two scores must share for their difference to say anything about the models.
 *
 * @param metric what is measured
 * @param extractorDigest SHA-256 of the network's weights
 * @param profile the preprocessing
 * @param datasetDigest the data set that holds the reference images
 * @param split the reference images' part of the data set
 * @param referenceCount reference images
 * @param sampleCount sampled images
 */
@RecordBuilder
public record Comparability(
    String metric,
    String extractorDigest,
    String profile,
    String datasetDigest,
    String split,
    int referenceCount,
    int sampleCount) {}
