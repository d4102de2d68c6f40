package dev.fidelio.tracker.mlflow;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.ws.rs.ProcessingException;
import java.net.ConnectException;
import org.junit.jupiter.api.Test;
import org.mlflow.tracking.MlflowClientException;
import org.mlflow.tracking.MlflowHttpException;

class MlflowRefusalsTest {

  @Test
  void whatTheRequestSaysIsRefusedForGood() {
    assertThat(MlflowRefusals.isForGood(answer(400, "INVALID_PARAMETER_VALUE"))).isTrue();
    assertThat(MlflowRefusals.isForGood(answer(404, "RESOURCE_DOES_NOT_EXIST"))).isTrue();
    assertThat(MlflowRefusals.isAbsence(answer(404, "RESOURCE_DOES_NOT_EXIST"))).isTrue();
    assertThat(MlflowRefusals.isAlreadyThere(answer(400, "RESOURCE_ALREADY_EXISTS"))).isTrue();
  }

  @Test
  void whatIsWrongWithTheServerOrTheWayToItMayPass() {
    assertThat(MlflowRefusals.isForGood(answer(500, "INTERNAL_ERROR"))).isFalse();
    assertThat(MlflowRefusals.isForGood(answer(503, "TEMPORARILY_UNAVAILABLE"))).isFalse();
    assertThat(MlflowRefusals.isForGood(answer(403, "PERMISSION_DENIED"))).isFalse();
    assertThat(MlflowRefusals.isForGood(new MlflowHttpException(404, "Not Found", "<html>")))
        .isFalse();
    assertThat(MlflowRefusals.isForGood(new MlflowHttpException(403, "Forbidden", ""))).isFalse();
  }

  @Test
  void whatTheDatabaseSaysIsRefusedForGoodOnlyWhereItSpeaksOfTheData() {
    assertThat(
            MlflowRefusals.isForGood(database("(psycopg2.errors.NumericValueOutOfRange)", "9h9h")))
        .isTrue();
    assertThat(MlflowRefusals.isForGood(database("(psycopg2.errors.UniqueViolation)", "gkpj")))
        .isTrue();
    assertThat(MlflowRefusals.isForGood(database("(psycopg2.InterfaceError) closed", "rvf5")))
        .isFalse();
    assertThat(MlflowRefusals.isForGood(database("QueuePool limit reached", "3o7r"))).isFalse();
    assertThat(MlflowRefusals.isForGood(answer(400, "BAD_REQUEST"))).isFalse();
  }

  @Test
  void aFailureCanPassUnlessTheRequestIsTheReasonOrNoReasonIsGiven() {
    assertThat(MlflowRefusals.isTransient(answer(503, "TEMPORARILY_UNAVAILABLE"))).isTrue();
    assertThat(MlflowRefusals.isTransient(answer(500, "INTERNAL_ERROR"))).isTrue();
    assertThat(MlflowRefusals.isTransient(new MlflowHttpException(403, "Forbidden", ""))).isTrue();
    assertThat(MlflowRefusals.isTransient(database("(psycopg2.InterfaceError)", "rvf5"))).isTrue();
    assertThat(MlflowRefusals.isTransient(new MlflowClientException(new ConnectException())))
        .isTrue();
    assertThat(MlflowRefusals.isTransient(new ProcessingException("closed"))).isTrue();
    assertThat(MlflowRefusals.isTransient(database("(psycopg2.DataError)", "9h9h"))).isFalse();
    assertThat(MlflowRefusals.isTransient(answer(400, "INVALID_PARAMETER_VALUE"))).isFalse();
    assertThat(MlflowRefusals.isTransient(new MlflowHttpException(400, "Bad Request", "")))
        .isFalse();
    assertThat(MlflowRefusals.isTransient(new UntrackableException("no such file"))).isFalse();
  }

  /** As MLflow passes on what SQLAlchemy says. */
  private static MlflowHttpException database(String error, String code) {
    String message =
        error + " (Background on this error at: https://sqlalche.me/e/20/" + code + ")";
    return new MlflowHttpException(
        400, "Bad Request", "{\"error_code\": \"BAD_REQUEST\", \"message\": \"" + message + "\"}");
  }

  private static MlflowHttpException answer(int status, String code) {
    return new MlflowHttpException(status, "", "{\"error_code\": \"" + code + "\"}");
  }
}
