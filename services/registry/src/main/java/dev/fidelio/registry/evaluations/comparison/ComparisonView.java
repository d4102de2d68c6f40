package dev.fidelio.registry.evaluations.comparison;

import com.fasterxml.jackson.databind.JsonNode;
import dev.fidelio.contracts.Json;
import dev.fidelio.registry.models.VersionView;
import io.soabase.recordbuilder.core.RecordBuilder;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** Versions side by side. */
@Schema(name = "Comparison", description = "A comparison of versions of a model.")
@RecordBuilder
public record ComparisonView(
    @Schema(examples = "mnist-cvae") String model,
    List<VersionView> versions,
    @Schema(description = "How each was trained, in the order of the versions.")
        List<TrainingView> trainings,
    @Schema(
            description = "The names of the values that differ.",
            examples = "[\"hyperparameters.seed\", \"losses.test_loss\", \"scores.default.fid\"]")
        List<String> differences,
    @Schema(description = "Every score that all of them have under the same conditions.")
        List<ComparedScores> scores,
    @Schema(description = "Whether there is such a fid.") boolean scoresComparable,
    @Schema(
            description =
                "Why not: the conditions of the scores that differ, or scores where one has none.",
            examples = "[\"extractorDigest\"]")
        List<String> notComparable,
    @Schema(description = "The comparison as a table; in each part, differing rows come first.")
        List<ComparisonRow> rows) {

  private static final String FID = "fid";

  static ComparisonView of(String model, List<VersionView> versions, List<TrainingView> trainings) {
    List<ComparedScores> scores = ComparedScores.of(versions);
    boolean comparable =
        scores.stream().anyMatch(compared -> compared.conditions().metric().equals(FID));
    return ComparisonViewBuilder.builder()
        .model(model)
        .versions(versions)
        .trainings(trainings)
        .differences(differences(versions))
        .scores(scores)
        .scoresComparable(comparable)
        .notComparable(comparable ? List.of() : ComparedScores.notComparable(FID, versions))
        .rows(ComparisonRow.of(versions, trainings, scores))
        .build();
  }

  private static List<String> differences(List<VersionView> versions) {
    List<String> differences = new ArrayList<>();
    differences.addAll(
        differing(versions, version -> fields("hyperparameters.", version.hyperparameters())));
    differences.addAll(
        differing(
            versions,
            version -> Map.of("datasetDigest", Objects.toString(version.datasetDigest(), ""))));
    differences.addAll(differing(versions, version -> fields("losses.", version.losses())));
    differences.addAll(differing(versions, ComparisonView::scores));
    return differences;
  }

  private static List<String> differing(
      List<VersionView> versions, Function<VersionView, Map<String, ?>> values) {
    return Differences.names(versions.stream().map(values).toList());
  }

  private static Map<String, JsonNode> fields(String prefix, Object record) {
    Map<String, JsonNode> fields = new LinkedHashMap<>();
    if (record != null) {
      JsonNode tree = Json.mapper().valueToTree(record);
      tree.properties().forEach(field -> fields.put(prefix + field.getKey(), field.getValue()));
    }
    return fields;
  }

  private static Map<String, Double> scores(VersionView version) {
    Map<String, Double> scores = new LinkedHashMap<>();
    version
        .scores()
        .forEach(
            score ->
                scores.put("scores." + score.evaluation() + "." + score.metric(), score.value()));
    return scores;
  }
}
