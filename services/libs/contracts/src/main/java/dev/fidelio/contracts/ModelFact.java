package dev.fidelio.contracts;

/** A fact about a model, decided by the registry, on {@link Topic#MODEL_EVENT}. */
public sealed interface ModelFact extends Fact
    permits VersionRegistered, VersionArchived, AliasMoved, AliasRemoved {

  /** The model that the fact is about. */
  String model();

  @Override
  default Topic topic() {
    return Topic.MODEL_EVENT;
  }

  @Override
  default String key() {
    return model();
  }
}
