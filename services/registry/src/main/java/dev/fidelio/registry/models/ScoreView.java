package dev.fidelio.registry.models;

import dev.fidelio.contracts.Comparability;
import dev.fidelio.contracts.ComparabilityBuilder;
import dev.fidelio.registry.history.StoredScore;
import io.soabase.recordbuilder.core.RecordBuilder;
import java.util.LinkedHashMap;
import java.util.Map;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** A score of a model with the conditions that make it comparable. */
@Schema(
    name = "Score",
    description =
        "A number that judges a model. Two scores are comparable only if everything but their"
            + " values is equal.")
@RecordBuilder
public record ScoreView(
    @Schema(examples = "default") String evaluation,
    @Schema(examples = "fid") String metric,
    @Schema(
            examples = "12.5",
            description =
                "For fid and kid lower is better, for precision, recall and label_agreement higher.")
        double value,
    @Schema(description = "The standard error of fid, the deviation over subsets of kid.")
        Double uncertainty,
    @Schema(description = "What as many real images of the training part score.") Double floor,
    @Schema(description = "What as many images of noise score.") Double noise,
    @Schema(examples = "inception-mnist") String extractor,
    String extractorDigest,
    @Schema(description = "How images are prepared for the extractor.") String profile,
    String datasetDigest,
    @Schema(examples = "test") String split,
    @Schema(examples = "10000") int referenceCount,
    @Schema(examples = "10000") int sampleCount) {

  public static ScoreView of(StoredScore score) {
    return ScoreViewBuilder.builder()
        .evaluation(score.evaluation)
        .metric(score.metric)
        .value(score.value)
        .uncertainty(score.uncertainty)
        .floor(score.floor)
        .noise(score.noise)
        .extractor(score.extractor)
        .extractorDigest(score.extractorDigest)
        .profile(score.profile)
        .datasetDigest(score.datasetDigest)
        .split(score.split)
        .referenceCount(score.referenceCount)
        .sampleCount(score.sampleCount)
        .build();
  }

  /** What another score must share to be compared with this one. */
  public Comparability comparability() {
    return ComparabilityBuilder.builder()
        .metric(metric)
        .extractorDigest(extractorDigest)
        .profile(profile)
        .datasetDigest(datasetDigest)
        .split(split)
        .referenceCount(referenceCount)
        .sampleCount(sampleCount)
        .build();
  }

  /** Everything that another score of the same metric must share, by name. */
  public Map<String, Object> conditions() {
    Map<String, Object> conditions = new LinkedHashMap<>();
    conditions.put("extractor", extractor);
    conditions.put("extractorDigest", extractorDigest);
    conditions.put("profile", profile);
    conditions.put("datasetDigest", datasetDigest);
    conditions.put("split", split);
    conditions.put("referenceCount", referenceCount);
    conditions.put("sampleCount", sampleCount);
    return conditions;
  }
}
