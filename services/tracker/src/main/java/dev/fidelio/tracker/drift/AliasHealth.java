package dev.fidelio.tracker.drift;

import io.smallrye.health.api.Wellness;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Map;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.HealthCheckResponseBuilder;

/**
 * Up while MLflow's aliases are as decided. It does not affect readiness: a tracker that cannot
 * repair an alias still mirrors everything else.
 */
@Wellness
@ApplicationScoped
class AliasHealth implements HealthCheck {

  private final DriftTask drifts;

  AliasHealth(DriftTask drifts) {
    this.drifts = drifts;
  }

  @Override
  public HealthCheckResponse call() {
    Map<String, String> unmended = drifts.unmended();
    HealthCheckResponseBuilder response =
        HealthCheckResponse.named("aliases as decided").status(unmended.isEmpty());
    unmended.forEach((alias, why) -> response.withData(alias, "drifted: " + why));
    return response.build();
  }
}
