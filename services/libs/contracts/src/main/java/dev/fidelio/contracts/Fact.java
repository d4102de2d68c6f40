package dev.fidelio.contracts;

/** An immutable statement of what has happened. */
public sealed interface Fact extends Payload permits ExperimentFact, DatasetIngested, ModelFact {}
