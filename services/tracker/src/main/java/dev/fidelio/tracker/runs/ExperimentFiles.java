package dev.fidelio.tracker.runs;

import dev.fidelio.artifacts.ArtifactStore;
import dev.fidelio.artifacts.RemovedFiles;
import dev.fidelio.artifacts.StoreLayout;
import dev.fidelio.artifacts.StoreUnavailableException;
import dev.fidelio.contracts.AdmissionDecision;
import dev.fidelio.contracts.Artifact;
import dev.fidelio.contracts.ExperimentAccepted;
import dev.fidelio.contracts.Json;
import dev.fidelio.contracts.Message;
import dev.fidelio.contracts.UnreadableException;
import dev.fidelio.formats.Digests;
import dev.fidelio.tracker.mlflow.UntrackableException;
import java.io.IOException;
import java.io.InputStream;
import java.time.Instant;
import java.util.Optional;

/** The files of experiments in the store. */
public final class ExperimentFiles {

  private final ArtifactStore store;
  private final RemovedFiles removed;

  public ExperimentFiles(ArtifactStore store) {
    this.store = store;
    this.removed = new RemovedFiles(store);
  }

  /**
   * A request was accepted.
   *
   * @param eventId the id of the event that says so
   * @param time when
   */
  public record Acceptance(ExperimentAccepted fact, String eventId, Instant time) {}

  /**
   * Ingestion's decision about an experiment.
   *
   * @throws UntrackableException if it is not in the store
   */
  public Acceptance acceptance(String experimentId) {
    String name = StoreLayout.experiment(experimentId).request();
    try (InputStream content = open(name)) {
      AdmissionDecision decision = Json.read(content.readAllBytes(), AdmissionDecision.class);
      for (Message message : decision.messages()) {
        if (message.payload().orElse(null) instanceof ExperimentAccepted accepted) {
          return new Acceptance(accepted, message.id(), message.time());
        }
      }
      throw new UntrackableException(name + " accepts nothing");
    } catch (UnreadableException e) {
      throw new UntrackableException(name + " is not readable", e);
    } catch (IOException e) {
      throw new StoreUnavailableException("cannot read " + name, e);
    }
  }

  /**
   * A file's content, verified before it is returned: the store is write-once, so a verified digest
   * stays valid.
   *
   * @throws UntrackableException if it is missing or damaged
   */
  InputStream open(String experimentId, Artifact artifact) {
    String name = StoreLayout.experiment(experimentId).path(artifact.name());
    try (InputStream content = open(name)) {
      String digest = Digests.sha256(content);
      if (!digest.equals(artifact.digest())) {
        throw new UntrackableException(
            "%s has the digest %s instead of %s".formatted(name, digest, artifact.digest()));
      }
    } catch (IOException e) {
      throw new StoreUnavailableException("cannot read " + name, e);
    }
    return open(name);
  }

  /** Whether retention has deleted a file. */
  boolean isRemoved(String experimentId, Artifact artifact) {
    return removed.of(StoreLayout.experiment(experimentId).path(artifact.name())).isPresent();
  }

  private InputStream open(String name) {
    Optional<InputStream> content;
    try {
      content = store.open(name);
    } catch (IllegalArgumentException e) {
      throw new UntrackableException(name + " cannot be in the artifact store", e);
    }
    if (content.isEmpty() && store.list(StoreLayout.EXPERIMENTS).isEmpty()) {
      // An empty store suggests a wrong folder rather than a missing file.
      throw new StoreUnavailableException("the artifact store holds no experiments at all", null);
    }
    return content.orElseThrow(
        () -> new UntrackableException(name + " is not in the artifact store"));
  }
}
