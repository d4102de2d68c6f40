package dev.fidelio.cli.demo;

import com.fasterxml.jackson.databind.JsonNode;
import dev.fidelio.cli.client.Addresses;
import dev.fidelio.cli.text.ValueText;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The results of the demo.
 *
 * @param experiment the experiment, from the registry
 * @param alias the alias of the new version
 */
record DemoSummary(JsonNode experiment, String alias, Addresses addresses) {

  private static final Pattern MLFLOW_EXPERIMENT = Pattern.compile("^(.*#/experiments/\\d+).*$");

  /** The summary as lines of text. */
  String text() {
    JsonNode losses = experiment.path("losses");
    JsonNode score = experiment.path("scores").path(0);
    String id = experiment.path("id").asText();
    return String.join(
        System.lineSeparator(),
        "",
        "  experiment  " + id,
        "  loss        train %s, test %s after epoch %s"
            .formatted(
                ValueText.number(losses.path("train_loss")),
                ValueText.number(losses.path("test_loss")),
                ValueText.text(losses.path("epoch"))),
        "  FID         %s (%s, %s samples)"
            .formatted(
                ValueText.placed(score),
                ValueText.text(score.path("extractor")),
                ValueText.text(score.path("sampleCount"))),
        "  version     %s version %s, alias %s"
            .formatted(
                ValueText.text(experiment.path("model")),
                ValueText.text(experiment.path("version")),
                alias),
        "",
        "  samples     %s/api/v1/experiments/%s/artifacts/samples/default/grid.png"
            .formatted(addresses.registry(), id),
        "  runs        " + runsPage(experiment.path("mlflow").path("url").asText()));
  }

  /**
   * MLflow's page of all runs of a run's experiment, in the view that the tracker makes for it;
   * without the parameters MLflow opens a page that shows no runs.
   */
  static String runsPage(String runUrl) {
    Matcher matcher = MLFLOW_EXPERIMENT.matcher(runUrl);
    return matcher.matches()
        ? matcher.group(1) + "/runs?workflowType=machine_learning&viewStateShareKey=fidelio"
        : runUrl;
  }
}
