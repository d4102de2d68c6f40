package dev.fidelio.registry.promotion.gates;

import com.fasterxml.jackson.databind.JsonNode;
import dev.fidelio.contracts.Json;
import dev.fidelio.contracts.Score;
import dev.fidelio.registry.evaluations.VersionScores;
import dev.fidelio.registry.promotion.gates.Finding.Code;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.StringJoiner;

/** Evaluates gates. */
public final class GateEvaluator {

  private static final MathContext SHOWN = new MathContext(6);

  private final Gate gate;
  private final List<Finding> findings = new ArrayList<>();

  private GateEvaluator(Gate gate) {
    this.gate = gate;
  }

  /**
   * The findings of a version; empty if it passes the gate.
   *
   * @param version the version's scores
   * @param holder the scores of the version that the alias points to now; empty for none
   */
  public static List<Finding> of(Gate gate, VersionScores version, Optional<VersionScores> holder) {
    GateEvaluator gateEvaluator = new GateEvaluator(gate);
    gateEvaluator.judge(version, holder);
    return List.copyOf(gateEvaluator.findings);
  }

  /** The findings without a gate: the version must have been evaluated. */
  public static List<Finding> withoutGate(VersionScores version) {
    return version.evaluations().isEmpty()
        ? List.of(new Finding(Code.NOT_EVALUATED, "no score", "a score"))
        : List.of();
  }

  private void judge(VersionScores version, Optional<VersionScores> holder) {
    for (String evaluation : gate.evaluations()) {
      if (!version.evaluations().contains(evaluation)) {
        add(Code.NOT_EVALUATED, "no evaluation " + evaluation, "the evaluation " + evaluation);
      }
    }
    List<Score> own = scores(version);
    if (own.isEmpty()) {
      add(Code.NO_SCORE, version.metrics(), gate.wanted());
      return;
    }
    List<Score> others = holder.map(this::scores).orElse(List.of());
    for (Score score : own) {
      for (Score other : others) {
        OptionalDouble difference = score.minus(other);
        if (difference.isPresent()) {
          bound(score);
          compare(score, other, gate.direction().improvement(difference.getAsDouble()));
          return;
        }
      }
    }
    bound(own.get(0));
    if (holder.isPresent()) {
      notComparable(own.get(0), others);
    }
  }

  private List<Score> scores(VersionScores version) {
    return version
        .all()
        .filter(score -> score.metric().equals(gate.score()))
        .filter(score -> gate.extractor() == null || score.extractor().equals(gate.extractor()))
        .toList();
  }

  private void bound(Score score) {
    String have = gate.score() + " " + shown(score.value());
    if (gate.minimum() != null && score.value() < gate.minimum()) {
      add(Code.BELOW_MINIMUM, have, "at least " + shown(gate.minimum()));
    }
    if (gate.maximum() != null && score.value() > gate.maximum()) {
      add(Code.ABOVE_MAXIMUM, have, "at most " + shown(gate.maximum()));
    }
  }

  /**
   * Standard errors of independent scores add as squares: that of the difference is √(s₁² + s₂²).
   * {@code kid} has the deviation over its subsets instead, which is larger.
   */
  private void compare(Score score, Score other, double improvement) {
    String have =
        "%s %s, %s %s than the holder's %s"
            .formatted(
                gate.score(),
                shown(score.value()),
                shown(Math.abs(improvement)),
                improvement < 0 ? "worse" : "better",
                shown(other.value()));
    if (improvement < gate.minimumImprovement()) {
      add(Code.NOT_IMPROVED, have, "at least " + shown(gate.minimumImprovement()) + " better");
    }
    double margin = gate.noiseMargin() * Math.hypot(error(score), error(other));
    if (margin > 0 && improvement <= margin) {
      String need = "more than %s better, %s standard errors of the difference";
      add(Code.WITHIN_NOISE, have, need.formatted(shown(margin), shown(gate.noiseMargin())));
    }
  }

  private void notComparable(Score score, List<Score> others) {
    if (others.isEmpty()) {
      add(Code.NOT_COMPARABLE, "no " + gate.wanted() + " of the holder", "one to compare with");
      return;
    }
    JsonNode own = Json.mapper().valueToTree(score.comparability());
    JsonNode other = Json.mapper().valueToTree(others.get(0).comparability());
    StringJoiner have = new StringJoiner(", ");
    StringJoiner need = new StringJoiner(", ", "as the holder's: ", "");
    own.properties().stream()
        .filter(field -> !field.getValue().equals(other.get(field.getKey())))
        .forEach(
            field -> {
              have.add(field.getKey() + " " + field.getValue().asText());
              need.add(field.getKey() + " " + other.get(field.getKey()).asText());
            });
    add(Code.NOT_COMPARABLE, have.toString(), need.toString());
  }

  private void add(Code code, String have, String need) {
    findings.add(new Finding(code, have, need));
  }

  private static double error(Score score) {
    return score.uncertainty() == null ? 0 : score.uncertainty();
  }

  private static String shown(double value) {
    return new BigDecimal(value).round(SHOWN).stripTrailingZeros().toPlainString();
  }
}
