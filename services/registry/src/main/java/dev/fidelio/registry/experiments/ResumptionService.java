package dev.fidelio.registry.experiments;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.fidelio.artifacts.ArtifactStore;
import dev.fidelio.artifacts.RemovedFiles;
import dev.fidelio.artifacts.StoreLayout;
import dev.fidelio.contracts.ExperimentState;
import dev.fidelio.contracts.Json;
import dev.fidelio.registry.RefusedException;
import dev.fidelio.registry.RefusedException.Reason;
import dev.fidelio.registry.experiments.SubmissionService.PreparedRequest;
import dev.fidelio.registry.history.StoredArtifact;
import dev.fidelio.registry.history.StoredExperiment;
import jakarta.inject.Singleton;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;

/** Prepares experiments that resume a cancelled or failed one. */
@Singleton
public class ResumptionService {

  private static final Set<ExperimentState> STOPPED =
      EnumSet.of(ExperimentState.CANCELLED, ExperimentState.FAILED);

  private final SubmissionService submissionService;
  private final RemovedFiles removed;

  ResumptionService(SubmissionService submissionService, ArtifactStore store) {
    this.submissionService = submissionService;
    this.removed = new RemovedFiles(store);
  }

  /**
   * Prepares a new experiment that differs from the old one only in the given fields.
   *
   * @param changes experimentId, epochs (the total, including completed ones) and tags, each
   *     optional
   * @param key what the caller calls its request, null for nothing: what was requested under it
   *     before can be requested again, whatever has become of the old experiment
   * @throws RefusedException if there is no such experiment, or it cannot be resumed
   */
  public PreparedRequest prepare(String experimentId, ObjectNode changes, String key) {
    if (Submission.keyed(key).isEmpty()) {
      requireStopped(experimentId);
    }
    ObjectNode request = changes.deepCopy().put("resumeFrom", experimentId);
    if (request.has("epochs")) {
      request.putObject("hyperparameters").set("epochs", request.remove("epochs"));
    }
    return submissionService.prepare(Json.bytes(request));
  }

  private void requireStopped(String experimentId) {
    Optional<StoredExperiment> stored = StoredExperiment.findByIdOptional(experimentId);
    if (stored.isEmpty()) {
      throw Submission.of(experimentId).isEmpty()
          ? RefusedException.noExperiment(experimentId)
          : cannot(experimentId, ExperimentState.REQUESTED);
    }
    if (!STOPPED.contains(stored.get().state)) {
      throw cannot(experimentId, stored.get().state);
    }
    if (stored.get().model == null) {
      throw new RefusedException(
          Reason.STATE, experimentId + " was cancelled before it was submitted");
    }
    if (StoredArtifact.checkpointsOf(experimentId).stream()
        .map(checkpoint -> StoreLayout.experiment(experimentId).path(checkpoint.name))
        .anyMatch(name -> removed.of(name).isPresent())) {
      throw new RefusedException(
          Reason.STATE,
          "the checkpoints of " + experimentId + " were deleted: submit a new experiment");
    }
  }

  private static RefusedException cannot(String experimentId, ExperimentState state) {
    return new RefusedException(
        Reason.STATE,
        "%s is %s; only a cancelled or failed experiment can be resumed"
            .formatted(experimentId, state));
  }
}
