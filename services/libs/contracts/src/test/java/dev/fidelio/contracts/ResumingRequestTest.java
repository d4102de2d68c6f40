package dev.fidelio.contracts;

import static dev.fidelio.contracts.Requests.read;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ResumingRequestTest {

  @Test
  void aResumingRequestTakesEverythingFromTheExperimentThatItGoesOnFrom() {
    RequestReader.ParseResult result =
        read("{\"resumeFrom\": \"digits-1\", \"hyperparameters\": {\"epochs\": 20}}");

    Experiment resumed = GoldenRecords.EXPERIMENT;
    assertThat(result.violations()).isEmpty();
    assertThat(result.experiment().model()).isEqualTo(resumed.model());
    assertThat(result.experiment().tags()).isEqualTo(resumed.tags());
    assertThat(result.experiment().resumeFrom()).isEqualTo("digits-1");
    assertThat(result.experiment().hyperparameters().seed())
        .isEqualTo(resumed.hyperparameters().seed());
    assertThat(result.experiment().hyperparameters().epochs()).isEqualTo(20);
  }

  @Test
  void aResumingRequestCannotTrainInAnotherWay() {
    RequestReader.ParseResult result =
        read(
            "{\"resumeFrom\": \"digits-1\", \"dataset\": \"fashion\","
                + " \"hyperparameters\": {\"batchSize\": 64}}");

    assertThat(result.violations())
        .containsExactlyInAnyOrder(
            new Violation("dataset", "\"fashion\"", "one of mnist"),
            new Violation(
                "hyperparameters.batchSize", "64", "32, as in the experiment that is resumed"));
  }

  @Test
  void onlyAnExperimentThatEndedEarlyCanBeResumed() {
    RequestReader.ParseResult result = read("{\"model\": \"m\", \"resumeFrom\": \"other\"}");

    assertThat(result.violations())
        .containsExactly(
            new Violation(
                "resumeFrom", "\"other\"", "an experiment that was cancelled or has failed"));
  }
}
