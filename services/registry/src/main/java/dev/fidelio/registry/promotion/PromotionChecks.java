package dev.fidelio.registry.promotion;

import dev.fidelio.registry.evaluations.VersionScores;
import dev.fidelio.registry.models.Version;
import dev.fidelio.registry.promotion.gates.Finding;
import dev.fidelio.registry.promotion.gates.Finding.Code;
import dev.fidelio.registry.promotion.gates.Gate;
import dev.fidelio.registry.promotion.gates.GateEvaluator;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * Collects the reasons why an alias may not point to a version.
 *
 * @param scores the scores of an experiment's model
 */
record PromotionChecks(Function<String, VersionScores> scores) {

  /**
   * @param holder the version that the alias points to now; empty for none
   * @param gate empty if there is none
   * @param checkpoint what is wrong with the version's weights; empty for nothing
   */
  List<Finding> findings(
      Version version,
      Optional<Version> holder,
      Optional<Gate> gate,
      Optional<Finding> checkpoint) {
    List<Finding> findings = new ArrayList<>(unforcible(version, checkpoint));
    VersionScores own = scores.apply(version.experimentId);
    findings.addAll(
        gate.map(
                rule ->
                    GateEvaluator.of(
                        rule, own, holder.map(held -> scores.apply(held.experimentId))))
            .orElseGet(() -> GateEvaluator.withoutGate(own)));
    return findings;
  }

  /** The findings that force cannot override. */
  static List<Finding> unforcible(Version version, Optional<Finding> checkpoint) {
    List<Finding> findings = new ArrayList<>();
    if (version.archivedAt != null) {
      findings.add(
          new Finding(
              Code.ARCHIVED,
              "archived by " + version.archivedBy,
              "a version that is not archived"));
    }
    checkpoint.ifPresent(findings::add);
    return findings;
  }
}
