package dev.fidelio.service;

import dev.fidelio.artifacts.ArtifactStore;
import dev.fidelio.artifacts.StoreUnavailableException;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.HealthCheckResponseBuilder;
import org.eclipse.microprofile.health.Readiness;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Ready when the artifact store answers, and is the one that this process saw first. */
@Readiness
@ApplicationScoped
class StoreReady implements HealthCheck {

  private static final Logger LOG = LoggerFactory.getLogger(StoreReady.class);

  private final ArtifactStore store;

  StoreReady(ArtifactStore store) {
    this.store = store;
  }

  /** Looks which store is there before any loop does; one that is away is waited for. */
  void look(@Observes StartupEvent event) {
    HealthCheckResponse response = call();
    if (response.getStatus() == HealthCheckResponse.Status.DOWN) {
      LOG.warn("waiting for the artifact store: {}", response.getData().orElseThrow());
    }
  }

  @Override
  public HealthCheckResponse call() {
    HealthCheckResponseBuilder response = HealthCheckResponse.named("store");
    try {
      store.check();
      return response.up().build();
    } catch (StoreUnavailableException e) {
      return response.down().withData("problem", e.getMessage()).build();
    }
  }
}
