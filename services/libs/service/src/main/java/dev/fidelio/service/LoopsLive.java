package dev.fidelio.service;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.HealthCheckResponseBuilder;
import org.eclipse.microprofile.health.Liveness;

/** Alive while every thread of the service's loops and periodic tasks runs. */
@Liveness
@ApplicationScoped
class LoopsLive implements HealthCheck {

  private final LoopRunner loops;

  LoopsLive(LoopRunner loops) {
    this.loops = loops;
  }

  @Override
  public HealthCheckResponse call() {
    List<String> dead = loops.dead();
    HealthCheckResponseBuilder response =
        HealthCheckResponse.named("threads").status(dead.isEmpty());
    dead.forEach(name -> response.withData(name, "its thread has ended"));
    return response.build();
  }
}
