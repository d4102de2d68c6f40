package dev.fidelio.contracts;

/** Something that has happened and will not change. */
public sealed interface Fact extends Payload permits ExperimentFact, DatasetIngested, ModelFact {}
