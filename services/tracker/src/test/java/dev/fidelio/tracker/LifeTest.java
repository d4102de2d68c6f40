package dev.fidelio.tracker;

import dev.fidelio.artifacts.ArtifactStore;
import jakarta.inject.Inject;
import org.junit.jupiter.api.BeforeEach;

/** Publishes an experiment of its own for each test, and checks it in MLflow. */
abstract class LifeTest {

  @Inject ArtifactStore store;
  @Inject Log log;
  @Inject MlflowReader mlflowReader;

  Life life;

  @BeforeEach
  void liveAgain() {
    life = Life.ofItsOwn(store);
  }
}
