package dev.fidelio.registry.http;

/** Texts and references shared by the OpenAPI annotations. */
public final class Api {

  public static final String EXPERIMENTS = "Experiments";
  public static final String DATASETS = "Data sets";
  public static final String MODELS = "Models";
  public static final String ALIASES = "Aliases";
  public static final String SCHEDULES = "Schedules";
  public static final String OPERATION = "Operation";

  static final String LIMIT = "Items per page, 1 to 200";
  static final String CURSOR = "The nextCursor of the previous page; omit it for the first page";
  public static final String IDEMPOTENCY_KEY = "Idempotency-Key";
  public static final String KEY =
      "1 to 100 printable characters of the caller's choice. Calling again with the same key and the"
          + " same request starts nothing new and gives the same answer; another request under the"
          + " same key is refused.";
  public static final String ETAG = "The alias's ETag";
  public static final String USER =
      "The name of the caller, recorded with the decision and marked as unverified."
          + " In UTF-8, or in the form of RFC 8187: UTF-8''J%C3%BCrgen";

  public static final String MISSING = "#/components/responses/Missing";
  public static final String FORBIDDEN = "#/components/responses/Forbidden";
  public static final String DELETED = "#/components/responses/Deleted";
  public static final String TAKEN = "#/components/responses/Conflict";
  public static final String KEY_TAKEN = "#/components/responses/KeyTaken";
  public static final String STALE = "#/components/responses/Stale";
  public static final String UNSEEN = "#/components/responses/Unseen";
  public static final String GONE = "#/components/responses/Gone";
  public static final String WEIGHTS = "#/components/responses/Weights";
  public static final String SAMPLES = "#/components/responses/Samples";
  public static final String UNCONFIRMED = "#/components/responses/Unconfirmed";

  public static final String REQUEST_EXAMPLE =
      """
      {
        "experimentId": "digits-1",
        "model": "mnist-cvae",
        "hyperparameters": {"epochs": 5, "learningRate": 0.003, "seed": 1234},
        "tags": {"team": "vision"}
      }""";

  private Api() {}
}
