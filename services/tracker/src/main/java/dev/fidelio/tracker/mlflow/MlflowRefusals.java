package dev.fidelio.tracker.mlflow;

import com.fasterxml.jackson.databind.JsonNode;
import dev.fidelio.contracts.Json;
import dev.fidelio.contracts.UnreadableException;
import dev.fidelio.messaging.Failures;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import java.util.regex.Pattern;
import org.mlflow.tracking.MlflowHttpException;

/** Distinguishes MLflow's refusals of a request from failures of MLflow itself. */
public final class MlflowRefusals {

  private static final String GONE = "RESOURCE_DOES_NOT_EXIST";
  private static final String THERE = "RESOURCE_ALREADY_EXISTS";

  /** Excludes missing permission, rate limits and all server failures, which are transient. */
  private static final Set<String> FOR_GOOD =
      Set.of(GONE, THERE, "INVALID_PARAMETER_VALUE", "INVALID_STATE");

  /** The error code for every database error except a failed connection. */
  private static final String DATABASE = "BAD_REQUEST";

  /**
   * How SQLAlchemy marks a {@code DataError} and an {@code IntegrityError}. Every other error, such
   * as a connection closed in the middle or none free in the pool, is the database's own and
   * passes.
   */
  private static final Pattern DATA = Pattern.compile("sqlalche\\.me/e/\\d+/(9h9h|gkpj)");

  private static final Pattern SQLALCHEMY = Pattern.compile("sqlalche\\.me/e/\\d+/");

  private MlflowRefusals() {}

  /** Whether the refusal is permanent: the same request will always be refused. */
  public static boolean isForGood(MlflowHttpException e) {
    String code = code(e);
    return FOR_GOOD.contains(code)
        || code.equals(DATABASE) && DATA.matcher(e.getBodyMessage()).find();
  }

  /**
   * Whether a failure can pass, as far as it shows: a refusal that does not say why it was made,
   * such as a proxy's or one with an empty body, counts as one that stays.
   */
  public static boolean isTransient(Throwable failure) {
    if (failure instanceof MlflowHttpException answer) {
      return !isForGood(answer)
          && (Failures.isTransientStatus(answer.getStatusCode()) || isOfDatabase(answer));
    }
    return Failures.isTransient(failure);
  }

  /** Whether it is a database error, but none that speaks of the data. */
  private static boolean isOfDatabase(MlflowHttpException e) {
    return code(e).equals(DATABASE) && SQLALCHEMY.matcher(e.getBodyMessage()).find();
  }

  /** Whether MLflow does not have the subject of the request. */
  public static boolean isAbsence(MlflowHttpException e) {
    return code(e).equals(GONE);
  }

  /** Whether it exists already, possibly created by another client. */
  public static boolean isAlreadyThere(MlflowHttpException e) {
    return code(e).equals(THERE);
  }

  /** MLflow's own error code; empty if a proxy answered. */
  private static String code(MlflowHttpException e) {
    if (e.getStatusCode() < 400 || e.getStatusCode() >= 500 || e.getBodyMessage() == null) {
      return "";
    }
    try {
      byte[] body = e.getBodyMessage().getBytes(StandardCharsets.UTF_8);
      return Json.read(body, JsonNode.class).path("error_code").asText();
    } catch (UnreadableException notMlflow) {
      return "";
    }
  }
}
