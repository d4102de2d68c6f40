package dev.fidelio.registry.offsets;

import io.smallrye.health.api.Wellness;
import jakarta.enterprise.context.ApplicationScoped;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.HealthCheckResponseBuilder;

/** Says which readers began again since the start, and why; what they then read is right. */
@Wellness
@ApplicationScoped
class LogHealth implements HealthCheck {

  private final LogIdentity logs;

  LogHealth(LogIdentity logs) {
    this.logs = logs;
  }

  @Override
  public HealthCheckResponse call() {
    HealthCheckResponseBuilder response = HealthCheckResponse.named("logs as read").up();
    logs.restarts().forEach(response::withData);
    return response.build();
  }
}
