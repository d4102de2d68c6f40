package dev.fidelio.registry.experiments;

import dev.fidelio.contracts.Experiment;
import dev.fidelio.contracts.ExperimentState;
import dev.fidelio.contracts.TrainingProgressed;
import dev.fidelio.registry.experiments.live.LiveProgress;
import dev.fidelio.registry.history.StoredExperiment;
import dev.fidelio.registry.history.StoredScore;
import dev.fidelio.registry.http.ProblemException;
import dev.fidelio.registry.models.LastLosses;
import dev.fidelio.registry.models.MlflowView;
import dev.fidelio.registry.models.ScoreView;
import dev.fidelio.registry.models.Version;
import dev.fidelio.registry.promotion.PromotionRequest;
import dev.fidelio.registry.promotion.PromotionRequestView;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** Builds the REST views of experiments. */
@Singleton
class ExperimentViews {

  private final LiveProgress liveProgress;

  ExperimentViews(LiveProgress liveProgress) {
    this.liveProgress = liveProgress;
  }

  /** The experiment with that id; empty if it is unknown. */
  Optional<ExperimentView> find(String id) {
    Optional<StoredExperiment> stored = StoredExperiment.findByIdOptional(id);
    return stored
        .map(experiment -> of(List.of(experiment)).get(0))
        .or(() -> Submission.of(id).map(this::of));
  }

  List<ExperimentView> of(List<StoredExperiment> experiments) {
    List<String> ids = experiments.stream().map(experiment -> experiment.id).toList();
    Map<String, Integer> versions = Version.numbersOf(ids);
    Map<String, PromotionRequest> challenges = PromotionRequest.ofExperiments(ids);
    Map<String, List<StoredScore>> scores =
        StoredScore.ofExperiments(ids).stream()
            .collect(Collectors.groupingBy(score -> score.experimentId));
    Map<String, List<String>> resuming =
        StoredExperiment.resuming(ids).stream()
            .collect(
                Collectors.groupingBy(
                    experiment -> experiment.resumeFrom,
                    Collectors.mapping(experiment -> experiment.id, Collectors.toList())));
    return experiments.stream()
        .map(
            experiment ->
                of(
                    experiment,
                    scores.getOrDefault(experiment.id, List.of()),
                    versions.get(experiment.id),
                    challenges.get(experiment.id),
                    resuming.get(experiment.id)))
        .toList();
  }

  ExperimentView of(Submission submission) {
    Experiment request = submission.request;
    return new ExperimentView(
        submission.experimentId,
        request.model(),
        ExperimentState.REQUESTED,
        request.dataset(),
        null,
        null,
        submission.requestedAt,
        submission.requestedAt,
        null,
        request.hyperparameters(),
        request.evaluation(),
        request.tags(),
        null,
        null,
        null,
        request.promotion() == null ? null : PromotionRequestView.asked(request.promotion()),
        null,
        null,
        null,
        null,
        request.resumeFrom(),
        null);
  }

  private ExperimentView of(
      StoredExperiment experiment,
      List<StoredScore> scores,
      Integer version,
      PromotionRequest promotionRequest,
      List<String> resumedBy) {
    return new ExperimentView(
        experiment.id,
        experiment.model,
        experiment.state,
        experiment.dataset,
        experiment.datasetDigest,
        experiment.attempt,
        experiment.requestedAt,
        experiment.updatedAt,
        progress(experiment),
        experiment.hyperparameters,
        experiment.evaluation,
        experiment.tags,
        LastLosses.of(experiment),
        scores.isEmpty() ? null : scores.stream().map(ScoreView::of).toList(),
        version,
        promotionRequest == null ? null : PromotionRequestView.of(promotionRequest),
        MlflowView.of(experiment),
        experiment.failure,
        experiment.cancellation,
        experiment.violations,
        experiment.resumeFrom,
        resumedBy);
  }

  private ProgressView progress(StoredExperiment experiment) {
    Optional<TrainingProgressed> live =
        experiment.state.compareTo(ExperimentState.TRAINING) <= 0
            ? liveProgress.of(experiment.id)
            : Optional.empty();
    if (live.isPresent()) {
      TrainingProgressed now = live.get();
      return new ProgressView(
          now.epoch(), now.epochs(), now.step(), now.steps(), now.loss(), now.imagesPerSecond());
    }
    return experiment.epoch == null
        ? null
        : new ProgressView(experiment.epoch, experiment.epochs, null, null, null, null);
  }

  static ProblemException noExperiment(String id) {
    return ProblemException.notFound("there is no experiment " + id);
  }
}
