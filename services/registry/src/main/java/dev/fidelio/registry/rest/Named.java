package dev.fidelio.registry.rest;

import dev.fidelio.registry.decisions.Alias;
import dev.fidelio.registry.decisions.Model;
import dev.fidelio.registry.decisions.Version;

/** What a path names, or that nothing has that name. */
final class Named {

  private Named() {}

  static ProblemException noExperiment(String id) {
    return ProblemException.notFound("there is no experiment " + id);
  }

  static ProblemException noModel(String name) {
    return ProblemException.notFound("there is no model " + name + " with versions");
  }

  static ProblemException noSchedule(String name) {
    return ProblemException.notFound("there is no schedule " + name);
  }

  /**
   * The version that a path names.
   *
   * @throws ProblemException if it names none
   */
  static Version version(String model, String number) {
    Asked asked = new Asked();
    int read = asked.integer("version", number, 1, Integer.MAX_VALUE);
    asked.check();
    return version(model, read);
  }

  static Version version(String model, int number) {
    requireModel(model);
    return Version.numbered(model, number).orElseThrow(() -> noVersion(model, number));
  }

  static ProblemException noVersion(String model, int number) {
    return ProblemException.notFound(model + " has no version " + number);
  }

  /** The version that an alias points to. */
  static Version aliased(String model, String alias) {
    requireModel(model);
    return Alias.named(model, alias)
        .map(held -> version(model, held.version))
        .orElseThrow(() -> noAlias(model, alias));
  }

  static ProblemException noAlias(String model, String alias) {
    return ProblemException.notFound(model + " has no alias " + alias);
  }

  /** Passes where there is a model of that name. */
  static void requireModel(String model) {
    if (Model.findByIdOptional(model).isEmpty()) {
      throw noModel(model);
    }
  }
}
