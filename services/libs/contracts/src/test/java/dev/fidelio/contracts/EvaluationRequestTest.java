package dev.fidelio.contracts;

import static dev.fidelio.contracts.Requests.read;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class EvaluationRequestTest {

  @Test
  void anEvaluationMayHaveASeedOfItsOwnAndWhatIsAllowed() {
    RequestReader.ParseResult result =
        read(
            "{\"model\": \"m\", \"evaluation\": {\"samples\": 600, \"seed\": 7,"
                + " \"allow\": [\"few-images\", \"other-dataset\"]}}");

    assertThat(result.violations()).isEmpty();
    assertThat(result.experiment().evaluation())
        .isEqualTo(
            new Evaluation(
                "inception-mnist",
                600,
                7L,
                List.of(Allowance.FEW_IMAGES, Allowance.OTHER_DATASET)));
  }

  @Test
  void whatCannotBeAllowedIsNamed() {
    RequestReader.ParseResult result =
        read("{\"model\": \"m\", \"evaluation\": {\"seed\": -1, \"allow\": [\"everything\"]}}");

    assertThat(result.violations())
        .extracting(Violation::field)
        .containsExactlyInAnyOrder("evaluation.seed", "evaluation.allow");
  }
}
