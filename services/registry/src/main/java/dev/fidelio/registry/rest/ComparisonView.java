package dev.fidelio.registry.rest;

import com.fasterxml.jackson.databind.JsonNode;
import dev.fidelio.contracts.Json;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** Versions beside each other. */
@Schema(name = "Comparison", description = "Versions of a model beside each other.")
public record ComparisonView(
    @Schema(examples = "mnist-cvae") String model,
    List<VersionView> versions,
    @Schema(
            description = "What they do not have in common.",
            examples = "[\"hyperparameters.seed\", \"losses.test_loss\", \"scores.default.fid\"]")
        List<String> differences,
    @Schema(description = "Whether a lower score of one says anything about the other.")
        boolean scoresComparable,
    @Schema(
            description =
                "Why not: the conditions of the scores that differ, or scores where one has none.",
            examples = "[\"extractorDigest\"]")
        List<String> notComparable) {

  static ComparisonView of(String model, List<VersionView> versions) {
    List<String> notComparable = notComparable(versions);
    return new ComparisonView(
        model, versions, differences(versions), notComparable.isEmpty(), notComparable);
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

  private static List<String> notComparable(List<VersionView> versions) {
    if (versions.stream().anyMatch(version -> version.scores().isEmpty())) {
      return List.of("scores");
    }
    return differing(
        versions,
        version -> {
          Map<String, Object> conditions = new LinkedHashMap<>();
          version.scores().stream()
              .filter(score -> score.metric().equals("fid"))
              .findFirst()
              .ifPresent(score -> conditions.putAll(score.conditions()));
          return conditions;
        });
  }

  /** The names whose values are not the same in all of the versions, in their order. */
  private static List<String> differing(
      List<VersionView> versions, Function<VersionView, Map<String, ?>> values) {
    List<Map<String, ?>> each = new ArrayList<>();
    Set<String> names = new LinkedHashSet<>();
    for (VersionView version : versions) {
      Map<String, ?> one = values.apply(version);
      each.add(one);
      names.addAll(one.keySet());
    }
    return names.stream()
        .filter(name -> each.stream().map(one -> one.get(name)).distinct().count() > 1)
        .toList();
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
