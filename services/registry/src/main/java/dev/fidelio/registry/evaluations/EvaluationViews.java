package dev.fidelio.registry.evaluations;

import dev.fidelio.registry.evaluations.EvaluationView.State;
import dev.fidelio.registry.history.StoredEvaluation;
import dev.fidelio.registry.history.StoredScore;
import dev.fidelio.registry.models.ScoreView;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Builds the REST views of evaluations from requests and outcomes. */
final class EvaluationViews {

  private EvaluationViews() {}

  /** All evaluations of one experiment, completed ones first. */
  static List<EvaluationView> of(String experimentId) {
    Map<String, RequestedEvaluation> asked = new LinkedHashMap<>();
    RequestedEvaluation.ofExperiment(experimentId).forEach(one -> asked.put(one.name, one));
    Map<String, List<ScoreView>> scores =
        StoredScore.ofExperiments(List.of(experimentId)).stream()
            .map(ScoreView::of)
            .collect(Collectors.groupingBy(ScoreView::evaluation));
    List<EvaluationView> views = new ArrayList<>();
    for (StoredEvaluation ended : StoredEvaluation.ofExperiments(List.of(experimentId))) {
      views.add(ended(ended, asked.remove(ended.name), scores.get(ended.name)));
    }
    asked.values().forEach(waiting -> views.add(waiting(waiting)));
    return views;
  }

  static EvaluationView waiting(RequestedEvaluation asked) {
    return EvaluationViewBuilder.builder()
        .name(asked.name)
        .state(State.REQUESTED)
        .request(asked.request)
        .requestedAt(asked.requestedAt)
        .endedAt(null)
        .scores(null)
        .confusion(null)
        .warnings(null)
        .failure(null)
        .build();
  }

  private static EvaluationView ended(
      StoredEvaluation ended, RequestedEvaluation asked, List<ScoreView> scores) {
    return EvaluationViewBuilder.builder()
        .name(ended.name)
        .state(ended.failure == null ? State.SCORED : State.FAILED)
        .request(asked == null ? null : asked.request)
        .requestedAt(asked == null ? null : asked.requestedAt)
        .endedAt(ended.endedAt)
        .scores(scores)
        .confusion(ended.confusion)
        .warnings(ended.warnings)
        .failure(ended.failure)
        .build();
  }
}
