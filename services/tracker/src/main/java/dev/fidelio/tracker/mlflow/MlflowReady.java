package dev.fidelio.tracker.mlflow;

import jakarta.enterprise.context.ApplicationScoped;
import java.net.URI;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;
import org.eclipse.microprofile.rest.client.inject.RestClient;

/** Ready when MLflow answers. */
@Readiness
@ApplicationScoped
class MlflowReady implements HealthCheck {

  private final MlflowRest mlflow;
  private final URI address;

  MlflowReady(
      @RestClient MlflowRest mlflow, @ConfigProperty(name = "fidelio.mlflow.uri") URI address) {
    this.mlflow = mlflow;
    this.address = address;
  }

  @Override
  public HealthCheckResponse call() {
    try {
      mlflow.health();
      return HealthCheckResponse.up("mlflow");
    } catch (RuntimeException e) {
      return HealthCheckResponse.named("mlflow")
          .down()
          .withData("mlflow", "no answer from " + address + ": " + e.getMessage())
          .build();
    }
  }
}
