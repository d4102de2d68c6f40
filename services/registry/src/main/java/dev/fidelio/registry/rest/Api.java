package dev.fidelio.registry.rest;

import jakarta.ws.rs.core.UriInfo;
import java.net.URI;

/** Words that several paths share in their description, and where they lead. */
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
  static final String GONE = "#/components/responses/Gone";
  static final String WEIGHTS = "#/components/responses/Weights";
  static final String SAMPLES = "#/components/responses/Samples";
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
}
