package dev.fidelio.tracker;

import dev.fidelio.artifacts.ArtifactStore;
import dev.fidelio.testing.ExampleExperiment;
import dev.fidelio.testing.ExampleModel;
import jakarta.inject.Inject;
import org.junit.jupiter.api.BeforeEach;

/** Publishes an experiment of its own for each test, and checks it in MLflow. */
abstract class MirroredExampleTest {

  @Inject ArtifactStore store;
  @Inject Log log;
  @Inject MlflowReader mlflowReader;

  ExampleExperiment example;
  ExampleModel model;

  @BeforeEach
  void createAnExample() {
    example = MirroredExamples.ofItsOwn(store);
    model = new ExampleModel(example.model());
  }
}
