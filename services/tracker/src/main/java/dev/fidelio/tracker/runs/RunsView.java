package dev.fidelio.tracker.runs;

import dev.fidelio.contracts.Json;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/**
 * A named view of the runs page with the columns that distinguish experiments; by default the page
 * shows no metrics and parameters. It is written once, and users may change it in MLflow.
 */
final class RunsView {

  /** The key by which an address opens the view: {@code viewStateShareKey=fidelio}. */
  private static final String KEY = "fidelio";

  /** The tag of the MLflow experiment that holds the view. */
  static final String TAG = "mlflow.sharedViewState." + KEY;

  private static final List<String> COLUMNS =
      List.of(
          "attributes.`Duration`",
          "attributes.`Dataset`",
          "metrics.`fid`",
          "metrics.`test_loss`",
          "metrics.`train_loss`",
          "params.`epochs`",
          "params.`learning_rate`",
          "params.`hidden_sizes`",
          "params.`latent_size`",
          "params.`beta`");

  private RunsView() {}

  /** The view as MLflow's page keeps it. */
  static String created(Instant time) {
    Map<String, Object> state =
        Map.of(
            "searchFilter", "",
            "orderByKey", "attributes.start_time",
            "orderByAsc", false,
            "startTime", "ALL",
            "lifecycleFilter", "Active",
            "datasetsFilter", List.of(),
            "modelVersionFilter", "All Runs",
            "selectedColumns", COLUMNS);
    return text(
        Map.of(
            "name", "Fidelio",
            "createdAt", time.toEpochMilli(),
            "updatedAt", time.toEpochMilli(),
            "state", text(state)));
  }

  private static String text(Map<String, Object> value) {
    return new String(Json.bytes(value), StandardCharsets.UTF_8);
  }
}
