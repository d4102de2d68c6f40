package dev.fidelio.registry.promotion.gates;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Arrays;
import java.util.Locale;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * A reason why a version may not be promoted.
 *
 * @param code what it is
 * @param have the actual value, for a person
 * @param need the required value, for a person
 */
@Schema(description = "A reason why a version may not be promoted.")
public record Finding(
    @Schema(type = org.eclipse.microprofile.openapi.annotations.enums.SchemaType.STRING) Code code,
    String have,
    String need) {

  /** The kinds of findings; in JSON in kebab case, such as {@code not-improved}. */
  public enum Code {
    /** An evaluation that is required has not come, or its experiment will not be evaluated. */
    NOT_EVALUATED(true),
    /** The version was not given the score that the gate looks at. */
    NO_SCORE(true),
    BELOW_MINIMUM(true),
    ABOVE_MAXIMUM(true),
    /** The holder has no score that is comparable with the version's. */
    NOT_COMPARABLE(true),
    /** Worse than the holder, or better by less than the gate requires. */
    NOT_IMPROVED(true),
    /** Better than the holder by less than the standard errors explain. */
    WITHIN_NOISE(true),
    ARCHIVED(false),
    /** The version's weights are not in the store. */
    CHECKPOINT_GONE(false),
    /** The version's weights are not what was registered. */
    CHECKPOINT_ALTERED(false);

    private final boolean forcible;

    Code(boolean forcible) {
      this.forcible = forcible;
    }

    /** Whether a forced promotion overrides it. */
    public boolean isForcible() {
      return forcible;
    }

    /** The name in JSON. */
    @JsonValue
    public String id() {
      return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** The code of that name. */
    @JsonCreator
    static Code of(String id) {
      return Arrays.stream(values()).filter(code -> code.id().equals(id)).findFirst().orElseThrow();
    }
  }
}
