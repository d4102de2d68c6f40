package dev.fidelio.registry.promotion.gates;

import dev.fidelio.contracts.Fields;
import dev.fidelio.contracts.ModelEvaluated;
import dev.fidelio.registry.promotion.gates.Gate.Direction;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Reads a gate as a person writes it: strictly, and filling in what is left out. */
public final class GateReader {

  private static final double MOST = 1e9;
  private static final double MOST_ERRORS = 100;
  private static final int MOST_EVALUATIONS = 16;

  /** Distances; every other metric is a share. */
  private static final Pattern LOWER_IS_BETTER = Pattern.compile("(fid|kid)(_\\d)?");

  private static final Set<String> METRICS =
      Stream.concat(
              Stream.of("fid", "kid", "precision", "recall", "label_agreement"),
              IntStream.range(0, 10)
                  .boxed()
                  .flatMap(label -> Stream.of("fid_" + label, "kid_" + label)))
          .collect(Collectors.toCollection(TreeSet::new));

  private static final Set<String> DIRECTIONS =
      Stream.of(Direction.values()).map(Direction::id).collect(Collectors.toSet());

  private final Set<String> extractors;

  /**
   * @param extractors those that a gate may name
   */
  public GateReader(Set<String> extractors) {
    this.extractors = Set.copyOf(extractors);
  }

  /**
   * Reads a gate and collects its violations. Without fields it is the default gate: a FID no worse
   * than that of the version that the alias points to.
   */
  public Gate read(Fields fields) {
    String score = fields.oneOf("score", "fid", METRICS);
    Direction best = LOWER_IS_BETTER.matcher(score).matches() ? Direction.LOWER : Direction.HIGHER;
    Gate gate =
        GateBuilder.builder()
            .score(score)
            .extractor(fields.has("extractor") ? fields.oneOf("extractor", null, extractors) : null)
            .direction(Direction.of(fields.oneOf("direction", best.id(), DIRECTIONS)))
            .minimumImprovement(fields.decimal("minimumImprovement", 0, 0, MOST))
            .minimum(bound(fields, "minimum"))
            .maximum(bound(fields, "maximum"))
            .evaluations(
                fields.names("evaluations", List.of(ModelEvaluated.FIRST), MOST_EVALUATIONS))
            .noiseMargin(fields.decimal("noiseMargin", 0, 0, MOST_ERRORS))
            .build();
    if (gate.minimum() != null && gate.maximum() != null && gate.minimum() > gate.maximum()) {
      fields.refuse("minimum", "a number that is not above the maximum");
    }
    fields.refuseOthers();
    return gate;
  }

  private static Double bound(Fields fields, String field) {
    return fields.has(field) ? Double.valueOf(fields.decimal(field, 0, -MOST, MOST)) : null;
  }
}
