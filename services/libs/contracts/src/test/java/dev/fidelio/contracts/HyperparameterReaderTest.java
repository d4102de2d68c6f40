package dev.fidelio.contracts;

import static dev.fidelio.contracts.Requests.read;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class HyperparameterReaderTest {

  @Test
  void everyChoiceOfATrainingIsTakenAsItIs() {
    RequestReader.ParseResult result =
        read(
            """
            {"model": "a", "hyperparameters":
                {"epochs": 4, "optimizer": "adamw", "weightDecay": 0.1, "schedule": "cosine",
                 "warmUpEpochs": 0.5, "klWarmUpEpochs": 2, "clipNorm": 5, "patience": 3, "seed": 1}}
            """);

    assertThat(result.experiment().hyperparameters())
        .isEqualTo(
            HyperparametersBuilder.builder()
                .batchSize(32)
                .learningRate(0.003)
                .epochs(4)
                .latentSize(20)
                .hiddenSizes(List.of(512, 256))
                .beta(1)
                .seed(1)
                .optimizer("adamw")
                .weightDecay(0.1)
                .schedule("cosine")
                .warmUpEpochs(0.5)
                .klWarmUpEpochs(2.0)
                .clipNorm(5.0)
                .patience(3)
                .build());
  }

  @Test
  void adamwDecaysUnlessItIsToldNotTo() {
    String request = "{\"model\": \"a\", \"hyperparameters\": {\"optimizer\": \"adamw\"%s}}";

    assertThat(read(request.formatted("")).experiment().hyperparameters().weightDecay())
        .isEqualTo(0.01);
    assertThat(
            read(request.formatted(", \"weightDecay\": 0"))
                .experiment()
                .hyperparameters()
                .weightDecay())
        .isZero();
  }

  @Test
  void aChoiceThatIsNoneIsNamedWithWhatIsAllowed() {
    RequestReader.ParseResult result =
        read(
            """
            {"model": "a", "hyperparameters":
                {"epochs": 4, "optimizer": "sgd", "schedule": "step", "warmUpEpochs": 5,
                 "hiddenSizes": [0], "patience": -1}}\
            """);

    assertThat(result.violations())
        .extracting(Violation::field, Violation::allowed)
        .containsExactly(
            tuple("hyperparameters.optimizer", "one of adam, adamw"),
            tuple("hyperparameters.hiddenSizes", "1 to 8 integers from 1 to 1000000000"),
            tuple("hyperparameters.schedule", "one of constant, cosine"),
            tuple("hyperparameters.warmUpEpochs", "a number from 0.0 to 4.0"),
            tuple("hyperparameters.patience", "an integer from 0 to 1000"));
  }

  @ParameterizedTest
  @CsvSource({
    "batchSize,1,4096",
    "epochs,1,1000",
    "latentSize,1,1024",
    "seed,0,9007199254740991",
    "beta,0,1000",
    "learningRate,1e-8,1",
    "weightDecay,0,1",
    "warmUpEpochs,0,10",
    "klWarmUpEpochs,0,10",
    "clipNorm,0,1e9",
    "patience,0,1000",
    "hiddenSizes,[1],[1000000000]"
  })
  void theEndsOfARangeAreAllowed(String field, String least, String most) {
    for (String value : List.of(least, most)) {
      String request = "{\"model\": \"a\", \"hyperparameters\": {\"%s\": %s}}";

      assertThat(read(request.formatted(field, value)).violations()).isEmpty();
    }
  }
}
