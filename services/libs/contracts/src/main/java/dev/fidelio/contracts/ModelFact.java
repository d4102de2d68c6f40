package dev.fidelio.contracts;

/**
 * A fact about a model, decided by the registry or found in MLflow, on {@link Topic#MODEL_EVENT}.
 */
public sealed interface ModelFact extends Fact
    permits VersionRegistered,
        VersionArchived,
        AliasMoved,
        AliasRemoved,
        AliasDrifted,
        AliasMended {

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
