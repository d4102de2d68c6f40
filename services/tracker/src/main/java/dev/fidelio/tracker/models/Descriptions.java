package dev.fidelio.tracker.models;

import dev.fidelio.contracts.ModelEvaluated;
import dev.fidelio.contracts.Score;
import dev.fidelio.tracker.runs.MlflowMapping;
import dev.fidelio.tracker.runs.MlflowRuns;
import dev.fidelio.tracker.runs.TrackedRun;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** Descriptions of versions and their scores for people. */
public final class Descriptions {

  private static final String SCORE = "fidelio.score";

  private Descriptions() {}

  /** The tag of a run that keeps an evaluation's scores for a person. */
  public static String tag(String evaluation) {
    return ModelEvaluated.isFirst(evaluation) ? SCORE : SCORE + "." + evaluation;
  }

  /** An evaluation's scores for a person: the first one whole, then the others but for labels. */
  public static String sentence(ModelEvaluated evaluated) {
    List<Score> scores = evaluated.scores();
    String first =
        scores.stream().limit(1).map(Descriptions::sentence).collect(Collectors.joining());
    return scores.stream()
        .skip(1)
        .filter(score -> !MlflowMapping.ONE_LABEL.matcher(score.metric()).matches())
        .map(score -> String.format(Locale.ROOT, ", %s %.3f", score.metric(), score.value()))
        .collect(Collectors.joining("", first, ""));
  }

  /**
   * The description of the version of a run: the scores of every evaluation.
   *
   * @param added tags that the run does not have yet
   */
  public static String of(TrackedRun run, Map<String, String> added) {
    Map<String, String> tags = new TreeMap<>(run.tags());
    tags.putAll(added);
    StringBuilder text = new StringBuilder(tags.getOrDefault(SCORE, "Not scored yet"));
    tags.forEach(
        (tag, scores) -> {
          if (tag.startsWith(SCORE + ".")) {
            text.append(". ").append(tag.substring(SCORE.length() + 1)).append(": ").append(scores);
          }
        });
    return MlflowMapping.shortened(text.toString())
        + ". Experiment "
        + tags.get(MlflowRuns.EXPERIMENT)
        + ".";
  }

  private static String sentence(Score score) {
    return String.format(
        Locale.ROOT,
        "%s %.3f%s (%s, %d samples against %d images of the %s set%s)",
        score.metric().toUpperCase(Locale.ROOT),
        score.value(),
        score.uncertainty() == null ? "" : " ± %.3f".formatted(score.uncertainty()),
        score.extractor(),
        score.sampleCount(),
        score.referenceCount(),
        score.split(),
        score.floor() == null || score.noise() == null
            ? ""
            : "; real images %.3f, noise %.3f".formatted(score.floor(), score.noise()));
  }
}
