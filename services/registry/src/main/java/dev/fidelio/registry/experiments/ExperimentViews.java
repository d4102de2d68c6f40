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
    return ExperimentViewBuilder.builder()
        .id(submission.experimentId)
        .model(request.model())
        .state(ExperimentState.REQUESTED)
        .dataset(request.dataset())
        .datasetDigest(null)
        .attempt(null)
        .requestedAt(submission.requestedAt)
        .updatedAt(submission.requestedAt)
        .progress(null)
        .hyperparameters(request.hyperparameters())
        .evaluation(request.evaluation())
        .tags(request.tags())
        .losses(null)
        .scores(null)
        .version(null)
        .promotion(
            request.promotion() == null ? null : PromotionRequestView.asked(request.promotion()))
        .mlflow(null)
        .failure(null)
        .cancellation(null)
        .violations(null)
        .resumeFrom(request.resumeFrom())
        .resumedBy(null)
        .build();
  }

  private ExperimentView of(
      StoredExperiment experiment,
      List<StoredScore> scores,
      Integer version,
      PromotionRequest promotionRequest,
      List<String> resumedBy) {
    return ExperimentViewBuilder.builder()
        .id(experiment.id)
        .model(experiment.model)
        .state(experiment.state)
        .dataset(experiment.dataset)
        .datasetDigest(experiment.datasetDigest)
        .attempt(experiment.attempt)
        .requestedAt(experiment.requestedAt)
        .updatedAt(experiment.updatedAt)
        .progress(progress(experiment))
        .hyperparameters(experiment.hyperparameters)
        .evaluation(experiment.evaluation)
        .tags(experiment.tags)
        .losses(LastLosses.of(experiment))
        .scores(scores.isEmpty() ? null : scores.stream().map(ScoreView::of).toList())
        .version(version)
        .promotion(promotionRequest == null ? null : PromotionRequestView.of(promotionRequest))
        .mlflow(MlflowView.of(experiment))
        .failure(experiment.failure)
        .cancellation(experiment.cancellation)
        .violations(experiment.violations)
        .resumeFrom(experiment.resumeFrom)
        .resumedBy(resumedBy)
        .build();
  }

  private ProgressView progress(StoredExperiment experiment) {
    Optional<TrainingProgressed> live =
        experiment.state.compareTo(ExperimentState.TRAINING) <= 0
            ? liveProgress.of(experiment.id)
            : Optional.empty();
    if (live.isPresent()) {
      TrainingProgressed now = live.get();
      return ProgressViewBuilder.builder()
          .epoch(now.epoch())
          .epochs(now.epochs())
          .step(now.step())
          .steps(now.steps())
          .loss(now.loss())
          .imagesPerSecond(now.imagesPerSecond())
          .build();
    }
    return experiment.epoch == null
        ? null
        : ProgressViewBuilder.builder()
            .epoch(experiment.epoch)
            .epochs(experiment.epochs)
            .step(null)
            .steps(null)
            .loss(null)
            .imagesPerSecond(null)
            .build();
  }

  static ProblemException noExperiment(String id) {
    return ProblemException.notFound("there is no experiment " + id);
  }
}
