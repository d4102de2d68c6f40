package dev.fidelio.registry.outbox;

import io.smallrye.health.api.Wellness;
import jakarta.enterprise.context.ApplicationScoped;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.HealthCheckResponseBuilder;

/**
 * Up while some instance publishes the outbox. It does not affect readiness: this instance serves
 * every call, and takes over once the lock is free.
 */
@Wellness
@ApplicationScoped
class OutboxHealth implements HealthCheck {

  private final OutboxRelay outboxRelay;

  OutboxHealth(OutboxRelay outboxRelay) {
    this.outboxRelay = outboxRelay;
  }

  @Override
  public HealthCheckResponse call() {
    HealthCheckResponseBuilder answer = HealthCheckResponse.named("outbox").up();
    outboxRelay.standstill().ifPresent(why -> answer.down().withData("problem", why));
    return answer.build();
  }
}
