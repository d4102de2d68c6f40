package dev.fidelio.registry.promotion.gates;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonValue;
import io.soabase.recordbuilder.core.RecordBuilder;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * The conditions that a version must meet before an alias may point to it.
 *
 * @param score the metric that is looked at
 * @param extractor only scores by this network; null for any
 * @param direction which scores are better
 * @param minimumImprovement by how much better than the alias's holder it must be, at least
 * @param minimum the least that the score may be; null for no bound
 * @param maximum the most that it may be; null for no bound
 * @param evaluations names of the evaluations that must have come
 * @param noiseMargin how many standard errors of the difference the improvement must exceed; 0 for
 *     no margin
 */
@Schema(description = "The conditions that a version must meet before an alias may point to it.")
@RecordBuilder
public record Gate(
    @Schema(examples = "fid") String score,
    @Schema(examples = "inception-mnist", description = "Absent for any.") String extractor,
    @Schema(enumeration = {"lower", "higher"}) Direction direction,
    double minimumImprovement,
    Double minimum,
    Double maximum,
    @Schema(examples = "[\"default\"]") List<String> evaluations,
    @Schema(
            description =
                "How many standard errors of the difference the improvement must exceed, where the"
                    + " scores have any.")
        double noiseMargin) {

  public Gate {
    Objects.requireNonNull(score, "score");
    Objects.requireNonNull(direction, "direction");
    evaluations = List.copyOf(evaluations);
  }

  /** Which scores are better. */
  public enum Direction {
    LOWER,
    HIGHER;

    /** The name in JSON. */
    @JsonValue
    public String id() {
      return name().toLowerCase(Locale.ROOT);
    }

    /** The direction of that name. */
    @JsonCreator
    static Direction of(String id) {
      return valueOf(id.toUpperCase(Locale.ROOT));
    }

    /** A difference of two scores as an improvement, which is positive for the better. */
    double improvement(double difference) {
      return this == LOWER ? -difference : difference;
    }
  }

  /** The score that it looks at, for a person. */
  @JsonIgnore
  String wanted() {
    return extractor == null ? score : score + " by " + extractor;
  }
}
