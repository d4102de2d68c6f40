package dev.fidelio.cli.demo;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class DemoSummaryTest {

  @Test
  void theRunsPageIsTheOneThatShowsRuns() {
    assertThat(DemoSummary.runsPage("http://127.0.0.1:5000/#/experiments/12/runs/abc"))
        .isEqualTo(
            "http://127.0.0.1:5000/#/experiments/12/runs?workflowType=machine_learning&viewStateShareKey=fidelio");
  }

  @Test
  void anAddressOfAnotherFormIsShownAsItIs() {
    assertThat(DemoSummary.runsPage("http://mlflow.example/")).isEqualTo("http://mlflow.example/");
  }
}
