package dev.fidelio.registry.schedules;

import io.quarkus.narayana.jta.QuarkusTransaction;
import io.smallrye.health.api.Wellness;
import jakarta.enterprise.context.ApplicationScoped;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.HealthCheckResponseBuilder;

/**
 * Up while every enabled schedule can be evaluated. It does not affect readiness: the other
 * schedules fire.
 */
@Wellness
@ApplicationScoped
class ScheduleHealth implements HealthCheck {

  private final NextRun nextRun;

  ScheduleHealth(NextRun nextRun) {
    this.nextRun = nextRun;
  }

  @Override
  public HealthCheckResponse call() {
    HealthCheckResponseBuilder response = HealthCheckResponse.named("schedules").up();
    QuarkusTransaction.requiringNew()
        .run(
            () -> {
              for (Schedule schedule : Schedule.enabled()) {
                String problem = nextRun.of(schedule).problem();
                if (problem != null) {
                  response.down().withData(schedule.name, problem);
                }
              }
            });
    return response.build();
  }
}
