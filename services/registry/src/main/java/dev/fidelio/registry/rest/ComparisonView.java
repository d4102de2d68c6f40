package dev.fidelio.registry.rest;

import com.fasterxml.jackson.databind.JsonNode;
import dev.fidelio.contracts.Comparability;
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
    @Schema(description = "Every score that all of them have under the same conditions.")
        List<Compared> scores,
    @Schema(description = "Whether there is such a fid.") boolean scoresComparable,
    @Schema(
            description =
                "Why not: the conditions of the scores that differ, or scores where one has none.",
            examples = "[\"extractorDigest\"]")
        List<String> notComparable) {

  private static final String FID = "fid";

  /** One metric of all versions, under conditions that all of them share. */
  @Schema(name = "ComparedScores", description = "One metric of all versions, in their order.")
  public record Compared(Comparability conditions, List<Double> values) {}

  static ComparisonView of(String model, List<VersionView> versions) {
    List<Compared> scores = compared(versions);
    boolean comparable =
        scores.stream().anyMatch(compared -> compared.conditions().metric().equals(FID));
    List<String> notComparable = comparable ? List.of() : notComparable(versions);
    return new ComparisonView(
        model, versions, differences(versions), scores, comparable, notComparable);
  }

  /** What every version has; the first evaluation's where a version has several. */
  private static List<Compared> compared(List<VersionView> versions) {
    List<Map<Comparability, Double>> each =
        versions.stream()
            .map(
                version -> {
                  Map<Comparability, Double> values = new LinkedHashMap<>();
                  version.scores().forEach(s -> values.putIfAbsent(s.comparability(), s.value()));
                  return values;
                })
            .toList();
    return each.get(0).keySet().stream()
        .filter(conditions -> each.stream().allMatch(one -> one.containsKey(conditions)))
        .map(
            conditions ->
                new Compared(conditions, each.stream().map(one -> one.get(conditions)).toList()))
        .toList();
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
              .filter(score -> score.metric().equals(FID))
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
