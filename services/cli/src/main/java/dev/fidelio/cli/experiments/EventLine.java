package dev.fidelio.cli.experiments;

import com.fasterxml.jackson.databind.JsonNode;
import dev.fidelio.cli.text.ValueText;
import java.util.Locale;

/** One event of an experiment as a line of text. */
final class EventLine {

  private EventLine() {}

  /** The line; empty for events that are not shown. */
  static String of(String type, JsonNode data) {
    return switch (type) {
      case "experiment-accepted" ->
          "accepted     %s, %s epochs on %s"
              .formatted(
                  text(data.path("experiment"), "model"),
                  text(data.path("experiment").path("hyperparameters"), "epochs"),
                  text(data.path("experiment"), "dataset"));
      case "experiment-rejected" -> "rejected     " + violations(data);
      case "dataset-ingested" ->
          "data set     %s from %s".formatted(text(data, "name"), text(data, "origin"));
      case "training-started" ->
          "training     attempt %s on %s"
              .formatted(text(data, "attempt"), text(data.path("environment"), "device"));
      case "training-progressed" ->
          "training     epoch %s/%s, step %s/%s: loss %s, %s images/s"
              .formatted(
                  text(data, "epoch"),
                  text(data, "epochs"),
                  text(data, "step"),
                  text(data, "steps"),
                  ValueText.number(data.path("loss")),
                  whole(data.path("imagesPerSecond")));
      case "epoch-completed" ->
          "epoch %s/%s    train loss %s, test loss %s, %s images/s"
              .formatted(
                  text(data, "epoch"),
                  text(data, "epochs"),
                  ValueText.number(metric(data, "train_loss")),
                  ValueText.number(metric(data, "test_loss")),
                  whole(metric(data, "images_per_second")));
      case "model-trained" -> "trained      " + text(data.path("checkpoint"), "name");
      case "samples-generated" -> "samples      %s images".formatted(text(data, "samples"));
      case "model-evaluated" -> "evaluated    FID " + scores(data);
      case "evaluation-failed" ->
          "not scored   %s: %s".formatted(text(data, "evaluation"), text(data, "reason"));
      case "experiment-failed" ->
          "failed       in %s: %s".formatted(text(data, "stage"), text(data, "reason"));
      case "experiment-cancelled" ->
          "cancelled    during %s: %s".formatted(text(data, "stage"), text(data, "reason"));
      case "run-tracked" -> "tracked      " + text(data, "url");
      default -> "";
    };
  }

  private static String text(JsonNode object, String field) {
    return ValueText.text(object.path(field));
  }

  private static String whole(JsonNode number) {
    return String.format(Locale.ROOT, "%.0f", number.asDouble());
  }

  private static JsonNode metric(JsonNode epoch, String name) {
    for (JsonNode point : epoch.path("metrics")) {
      if (point.path("name").asText().equals(name)) {
        return point.path("value");
      }
    }
    return epoch.path("none");
  }

  private static String scores(JsonNode evaluated) {
    JsonNode score = evaluated.path("scores").path(0);
    return "%s (%s, %s samples)"
        .formatted(ValueText.placed(score), text(score, "extractor"), text(score, "sampleCount"));
  }

  private static String violations(JsonNode rejected) {
    StringBuilder lines = new StringBuilder();
    for (JsonNode violation : rejected.path("violations")) {
      lines
          .append(System.lineSeparator())
          .append("  ")
          .append(text(violation, "field"))
          .append(": ")
          .append(text(violation, "value"))
          .append(" (allowed: ")
          .append(text(violation, "allowed"))
          .append(")");
    }
    return lines.toString();
  }
}
