package dev.fidelio.registry.models;

import dev.fidelio.registry.http.ProblemException;
import dev.fidelio.registry.http.RequestParameters;

/** Looks up models and versions named by a path, or answers 404. */
public final class ModelLookup {

  private ModelLookup() {}

  static ProblemException noModel(String name) {
    return ProblemException.notFound("there is no model " + name + " with versions");
  }

  /**
   * The version that a path names.
   *
   * @throws ProblemException if it names none
   */
  public static Version version(String model, String number) {
    RequestParameters requestParameters = new RequestParameters();
    int read = requestParameters.integer("version", number, 1, Integer.MAX_VALUE);
    requestParameters.check();
    return version(model, read);
  }

  public static Version version(String model, int number) {
    requireModel(model);
    return Version.numbered(model, number).orElseThrow(() -> noVersion(model, number));
  }

  public static ProblemException noVersion(String model, int number) {
    return ProblemException.notFound(model + " has no version " + number);
  }

  /** The version that an alias points to. */
  static Version aliased(String model, String alias) {
    requireModel(model);
    return Alias.named(model, alias)
        .map(held -> version(model, held.version))
        .orElseThrow(() -> noAlias(model, alias));
  }

  public static ProblemException noAlias(String model, String alias) {
    return ProblemException.notFound(model + " has no alias " + alias);
  }

  /** Passes where there is a model of that name. */
  public static void requireModel(String model) {
    if (Model.findByIdOptional(model).isEmpty()) {
      throw noModel(model);
    }
  }
}
