package dev.fidelio.contracts;

import static dev.fidelio.contracts.Requests.read;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ResumingRequestTest {

  @Test
  void aResumingRequestTakesEverythingFromTheExperimentThatItGoesOnFrom() {
    RequestReader.Reading reading =
        read("{\"resumeFrom\": \"digits-1\", \"hyperparameters\": {\"epochs\": 20}}");

    Experiment resumed = Examples.EXPERIMENT;
    assertThat(reading.violations()).isEmpty();
    assertThat(reading.experiment().model()).isEqualTo(resumed.model());
    assertThat(reading.experiment().tags()).isEqualTo(resumed.tags());
    assertThat(reading.experiment().resumeFrom()).isEqualTo("digits-1");
    assertThat(reading.experiment().hyperparameters().seed())
        .isEqualTo(resumed.hyperparameters().seed());
    assertThat(reading.experiment().hyperparameters().epochs()).isEqualTo(20);
  }

  @Test
  void aResumingRequestCannotTrainInAnotherWay() {
    RequestReader.Reading reading =
        read(
            "{\"resumeFrom\": \"digits-1\", \"dataset\": \"fashion\","
                + " \"hyperparameters\": {\"batchSize\": 64}}");

    assertThat(reading.violations())
        .containsExactlyInAnyOrder(
            new Violation("dataset", "\"fashion\"", "one of mnist"),
            new Violation(
                "hyperparameters.batchSize", "64", "32, as in the experiment that is resumed"));
  }

  @Test
  void onlyAnExperimentThatEndedEarlyCanBeResumed() {
    RequestReader.Reading reading = read("{\"model\": \"m\", \"resumeFrom\": \"other\"}");

    assertThat(reading.violations())
        .containsExactly(
            new Violation(
                "resumeFrom", "\"other\"", "an experiment that was cancelled or has failed"));
  }
}
