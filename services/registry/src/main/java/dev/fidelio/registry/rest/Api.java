package dev.fidelio.registry.rest;

import dev.fidelio.registry.decisions.Alias;
import dev.fidelio.registry.decisions.Model;
import dev.fidelio.registry.decisions.Version;
import io.vertx.core.http.HttpServerRequest;
import jakarta.ws.rs.core.UriInfo;
import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;

/** Words that several paths share in their description. */
final class Api {

  static final String EXPERIMENTS = "Experiments";
  static final String DATASETS = "Data sets";
  static final String MODELS = "Models";
  static final String ALIASES = "Aliases";
  static final String SCHEDULES = "Schedules";
  static final String OPERATION = "Operation";

  static final String LIMIT = "How many items the page shall hold, 1 to 200";
  static final String CURSOR = "The nextCursor of the page before; leave it out for the first page";
  static final String ETAG = "The alias's ETag";
  static final String USER =
      "Who decides. The name is recorded as it is given and marked as not verified.";

  static final String WRONG = "#/components/responses/Wrong";
  static final String MISSING = "#/components/responses/Missing";
  static final String TAKEN = "#/components/responses/Conflict";
  static final String STALE = "#/components/responses/Stale";
  static final String UNSEEN = "#/components/responses/Unseen";
  static final String AWAY = "#/components/responses/Away";

  static final String REQUEST_EXAMPLE =
      """
      {
        "experimentId": "digits-1",
        "model": "mnist-cvae",
        "hyperparameters": {"epochs": 5, "learningRate": 0.003, "seed": 1234},
        "tags": {"team": "vision"}
      }""";

  private Api() {}

  /** Where an experiment is found. */
  static URI experiment(UriInfo uri, String id) {
    return uri.getBaseUriBuilder().path(ExperimentResource.class).path(id).build();
  }

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
    check(model);
    return Version.numbered(model, number).orElseThrow(() -> noVersion(model, number));
  }

  static ProblemException noVersion(String model, int number) {
    return ProblemException.notFound(model + " has no version " + number);
  }

  /** The version that an alias points to. */
  static Version aliased(String model, String alias) {
    check(model);
    return Alias.named(model, alias)
        .map(held -> version(model, held.version))
        .orElseThrow(() -> noAlias(model, alias));
  }

  static ProblemException noAlias(String model, String alias) {
    return ProblemException.notFound(model + " has no alias " + alias);
  }

  /** Passes where there is a model of that name. */
  static void check(String model) {
    if (Model.findByIdOptional(model).isEmpty()) {
      throw noModel(model);
    }
  }

  /** Whether a caller is on this machine. */
  static boolean isLocal(HttpServerRequest call) {
    try {
      return InetAddress.getByName(call.remoteAddress().hostAddress()).isLoopbackAddress();
    } catch (UnknownHostException e) {
      return false;
    }
  }
}
