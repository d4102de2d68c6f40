package dev.fidelio.cli.text;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.Locale;

/** JSON values as text. */
public final class ValueText {

  /** The placeholder of a missing value. */
  public static final String NONE = "-";

  private ValueText() {}

  /** The value as text. */
  public static String text(JsonNode value) {
    if (value.isMissingNode() || value.isNull()) {
      return NONE;
    }
    return value.isValueNode() ? value.asText() : value.toString();
  }

  /** A number with two decimals. */
  public static String number(JsonNode value) {
    return value.isNumber() ? String.format(Locale.ROOT, "%.2f", value.asDouble()) : NONE;
  }

  /** A number with four significant digits. */
  public static String precise(JsonNode value) {
    return value.isNumber() ? String.format(Locale.ROOT, "%.4g", value.asDouble()) : NONE;
  }

  /** A number with five significant digits and no trailing zeros. */
  public static String rounded(JsonNode value) {
    return new BigDecimal(value.asDouble())
        .round(new MathContext(5))
        .stripTrailingZeros()
        .toPlainString();
  }

  /** An instant without fractions of a second; any other text as it is. */
  public static String time(JsonNode value) {
    return text(value)
        .replaceFirst("^(\\d{4}-\\d{2}-\\d{2})T(\\d{2}:\\d{2}:\\d{2})(?:\\.\\d+)?Z$", "$1 $2Z");
  }

  /** The value of the first FID among an experiment's or a version's scores. */
  public static String fid(JsonNode scored) {
    for (JsonNode score : scored.path("scores")) {
      if (score.path("metric").asText().equals("fid")) {
        return number(score.path("value"));
      }
    }
    return NONE;
  }

  /** A score with its uncertainty and its bounds: the scores of real images and of noise. */
  public static String placed(JsonNode score) {
    StringBuilder text = new StringBuilder(number(score.path("value")));
    if (score.has("uncertainty")) {
      text.append(" ± ").append(number(score.path("uncertainty")));
    }
    if (score.has("floor") && score.has("noise")) {
      text.append("; real images ").append(number(score.path("floor")));
      text.append(", noise ").append(number(score.path("noise")));
    }
    return text.toString();
  }
}
