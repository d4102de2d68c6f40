package dev.fidelio.service;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.Map;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.HealthCheckResponseBuilder;
import org.eclipse.microprofile.health.Readiness;

/** Ready when every loop is working; otherwise reports what each one is waiting for. */
@Readiness
@ApplicationScoped
class LoopsReady implements HealthCheck {

  private final LoopRunner loops;

  LoopsReady(LoopRunner loops) {
    this.loops = loops;
  }

  @Override
  public HealthCheckResponse call() {
    Map<String, String> problems = loops.problems();
    HealthCheckResponseBuilder response =
        HealthCheckResponse.named("loops").status(problems.isEmpty());
    problems.forEach(response::withData);
    return response.build();
  }
}
