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

  /** Calls the method of the visitor that takes this type. */
  void accept(Visitor visitor);

  /** Handles facts by their type. A new type does not compile until every visitor handles it. */
  interface Visitor {

    void visit(VersionRegistered fact);

    void visit(VersionArchived fact);

    void visit(AliasMoved fact);

    void visit(AliasRemoved fact);

    void visit(AliasDrifted fact);

    void visit(AliasMended fact);
  }
}
