package dev.fidelio.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.Locale;

/** JSON values as a person reads them. */
final class ValueText {

  /** What stands where there is no value. */
  static final String NONE = "-";

  private ValueText() {}

  /** The value as text. */
  static String text(JsonNode value) {
    if (value.isMissingNode() || value.isNull()) {
      return NONE;
    }
    return value.isValueNode() ? value.asText() : value.toString();
  }

  /** A number with two decimals. */
  static String number(JsonNode value) {
    return value.isNumber() ? String.format(Locale.ROOT, "%.2f", value.asDouble()) : NONE;
  }

  /** A number with four digits that count. */
  static String precise(JsonNode value) {
    return value.isNumber() ? String.format(Locale.ROOT, "%.4g", value.asDouble()) : NONE;
  }

  /** A number with five digits that count, without zeros behind. */
  static String rounded(JsonNode value) {
    return new BigDecimal(value.asDouble())
        .round(new MathContext(5))
        .stripTrailingZeros()
        .toPlainString();
  }

  /** An instant without fractions of a second; any other text as it is. */
  static String time(JsonNode value) {
    return text(value)
        .replaceFirst("^(\\d{4}-\\d{2}-\\d{2})T(\\d{2}:\\d{2}:\\d{2})(?:\\.\\d+)?Z$", "$1 $2Z");
  }

  /** The value of the first FID among an experiment's or a version's scores. */
  static String fid(JsonNode scored) {
    for (JsonNode score : scored.path("scores")) {
      if (score.path("metric").asText().equals("fid")) {
        return number(score.path("value"));
      }
    }
    return NONE;
  }

  /** A score with its uncertainty, and what real images and noise score. */
  static String placed(JsonNode score) {
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
