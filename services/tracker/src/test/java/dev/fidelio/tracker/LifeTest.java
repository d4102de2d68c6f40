package dev.fidelio.tracker;

import dev.fidelio.artifacts.ArtifactStore;
import jakarta.inject.Inject;
import org.junit.jupiter.api.BeforeEach;

/** An experiment of its own for each test, told on the log and looked for in MLflow. */
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
