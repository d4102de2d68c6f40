package dev.fidelio.testing;

import dev.fidelio.artifacts.ArtifactStore;
import dev.fidelio.artifacts.CommitPoint;
import dev.fidelio.artifacts.CommitPoint.Status;
import dev.fidelio.artifacts.CommitPoints;
import dev.fidelio.artifacts.ExperimentFolder;
import dev.fidelio.artifacts.StagedFile;
import dev.fidelio.contracts.AdmissionDecision;
import dev.fidelio.contracts.Artifact;
import dev.fidelio.contracts.ExperimentAccepted;
import dev.fidelio.contracts.Json;
import dev.fidelio.contracts.Message;
import dev.fidelio.formats.Digests;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** The files of an example in a store, as the workers would keep them. */
public record ExampleFiles(ArtifactStore store, ExampleExperiment example) {

  public static final String PLOT = "plots/losses.png";
  public static final String GRID = ExperimentFolder.sample("default", "grid.png");

  static final List<String> SAMPLES =
      List.of(
          GRID,
          ExperimentFolder.sample("default", "images.npy"),
          ExperimentFolder.sample("default", "labels.npy"));
  static final String SCORECARD = "scorecard.png";

  /** Keeps the request and every file that the facts name. */
  public void keep() {
    keepRequest();
    keep(example.checkpoint(1).name());
    keepModel();
    keep(PLOT);
    SAMPLES.forEach(this::keep);
    keep(ExperimentFolder.score("default", SCORECARD));
  }

  /** Keeps the trained model. */
  public void keepModel() {
    keep(example.checkpoint(2).name());
  }

  private void keepRequest() {
    Message message = example.accepted();
    ExperimentAccepted accepted = (ExperimentAccepted) message.payload().orElseThrow();
    AdmissionDecision decision =
        new AdmissionDecision(
            accepted.source(), new byte[0], accepted.experiment(), List.of(message));
    store.publish(folder().request(), Json.bytes(decision));
  }

  private void keep(String name) {
    store.publish(path(name), example.content(name));
  }

  /** Puts a file with another content in the place of the one with this name. */
  public Artifact replace(String name, byte[] content) {
    store.remove(path(name));
    store.publish(path(name), content);
    return new Artifact(name, Digests.sha256(content), content.length);
  }

  /**
   * Keeps a training with an epoch for each test loss, and an attempt that was interrupted between
   * two epochs.
   */
  public ExampleFiles train(double... testLosses) {
    ExampleExperiment longer = example.withEpochs(testLosses.length);
    for (int epoch = 1; epoch <= testLosses.length; epoch++) {
      commit(
          folder().commitPoint(ExperimentFolder.epoch(epoch)),
          List.of(stage(example.checkpoint(epoch))),
          longer.epoch(epoch, testLosses[epoch - 1]));
    }
    Message trained = example.trained();
    store.remove(folder().outcome("training"));
    commit(folder().outcome("training"), List.of(stage(example.file(PLOT))), trained);
    store.publish(path("training/claims/0002/interim/epoch-0001-step-7"), text("a state"));
    store.publish(path("training/claims/0002/end.json"), text("{\"failed\": false}"));
    keepRequest();
    return this;
  }

  /** Writes a file where an attempt does before it commits it. */
  private StagedFile stage(Artifact file) {
    String from = path("training/claims/0001/" + file.name());
    store.publish(from, example.content(file.name()));
    return new StagedFile(from, path(file.name()), file.digest(), file.size());
  }

  /** Commits the outcome of a stage without files. */
  void commit(String stage, Message fact) {
    commit(folder().outcome(stage), List.of(), fact);
  }

  private void commit(String point, List<StagedFile> files, Message fact) {
    new CommitPoints(store).commit(point, new CommitPoint(Status.DONE, 1, files, List.of(fact)));
  }

  /** Whether there is a file of this name. */
  public boolean has(String name) {
    return store.has(path(name));
  }

  /** The name in the store of a file of the experiment. */
  public String path(String name) {
    return folder().path(name);
  }

  private ExperimentFolder folder() {
    return new ExperimentFolder(example.id());
  }

  private static byte[] text(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
