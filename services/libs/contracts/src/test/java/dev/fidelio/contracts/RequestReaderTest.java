package dev.fidelio.contracts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RequestReaderTest {

  private final RequestReader reader =
      new RequestReader(
          Set.of("mnist", "fashion"),
          Set.of("inception-mnist"),
          id -> id.equals("digits-1") ? Optional.of(Examples.EXPERIMENT) : Optional.empty());

  @Test
  void theSmallestRequestGetsEveryDefault() {
    RequestReader.Reading reading = read("{\"model\": \"mnist-cvae\"}");

    assertThat(reading.experiment())
        .isEqualTo(
            new Experiment(
                "made-up",
                "mnist-cvae",
                "mnist",
                new Hyperparameters(
                    32, 0.003, 10, 20, List.of(512, 256), 1.0, Ids.seedOf("made-up")),
                new Evaluation("inception-mnist", 10_000),
                Map.of(),
                null));
  }

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

  @Test
  void aWholeRequestIsTakenAsItIs() {
    RequestReader.Reading reading =
        read(
            """
            {"experimentId": "digits-1", "model": "mnist-cvae", "dataset": "mnist",
             "hyperparameters": {"batchSize": 32, "learningRate": 0.003, "epochs": 10,
                                 "latentSize": 20, "hiddenSizes": [512, 256], "beta": 1.0,
                                 "seed": 1234},
             "evaluation": {"extractor": "inception-mnist", "samples": 10000},
             "tags": {"team": "vision"}}\
            """);

    assertThat(reading.experiment()).isEqualTo(Examples.EXPERIMENT);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{'model': 'a', 'tags': {'x': '\\u0000'}}",
        "{'model': 'a', 'tags': {'x': '\\ud83d'}}",
        "{'model': 'a', '\\ude00': 1}",
        "{'model': ['\\ud83d']}"
      })
  void anEscapeThatIsNoCharacterIsRejected(String request) {
    RequestReader.Reading reading = read(request.replace('\'', '"'));

    assertThat(reading.violations()).hasSize(1);
    assertThat(reading.violations().get(0).allowed()).contains("surrogate");
  }

  @Test
  void anEvaluationMayHaveASeedOfItsOwnAndWhatIsAllowed() {
    RequestReader.Reading reading =
        read(
            "{\"model\": \"m\", \"evaluation\": {\"samples\": 600, \"seed\": 7,"
                + " \"allow\": [\"few-images\", \"other-dataset\"]}}");

    assertThat(reading.violations()).isEmpty();
    assertThat(reading.experiment().evaluation())
        .isEqualTo(
            new Evaluation(
                "inception-mnist",
                600,
                7L,
                List.of(Allowance.FEW_IMAGES, Allowance.OTHER_DATASET)));
  }

  @Test
  void whatCannotBeAllowedIsNamed() {
    RequestReader.Reading reading =
        read("{\"model\": \"m\", \"evaluation\": {\"seed\": -1, \"allow\": [\"everything\"]}}");

    assertThat(reading.violations())
        .extracting(Violation::field)
        .containsExactlyInAnyOrder("evaluation.seed", "evaluation.allow");
  }

  @ParameterizedTest
  @ValueSource(strings = {"champion", "Champion_2", "-", "v1a", "latest-1"})
  void anEvaluatedModelMayBeToldWhichAliasToTake(String alias) {
    RequestReader.Reading reading =
        read("{\"model\": \"m\", \"promotion\": {\"alias\": \"" + alias + "\"}}");

    assertThat(reading.violations()).isEmpty();
    assertThat(reading.experiment().promotion()).isEqualTo(new PromotionTarget(alias));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "{'alias': 'v1'}|promotion.alias",
        "{'alias': 'V12'}|promotion.alias",
        "{'alias': 'Latest'}|promotion.alias",
        "{'alias': 'a b'}|promotion.alias",
        "{'alias': ''}|promotion.alias",
        "{'alias': 1}|promotion.alias",
        "{}|promotion.alias",
        "[]|promotion",
        "{'alias': 'a', 'when': 1}|promotion.when"
      })
  void whatIsNoPromotionIsNamed(String promotion, String field) {
    RequestReader.Reading reading =
        read("{\"model\": \"m\", \"promotion\": " + promotion.replace('\'', '"') + "}");

    assertThat(reading.violations()).extracting(Violation::field).containsExactly(field);
  }

  @Test
  void anEscapedPairIsACharacterAndNeverCutInTwo() {
    RequestReader.Reading accepted =
        read("{\"model\": \"a\", \"tags\": {\"x\": \"\\ud83d\\ude00\"}}");
    RequestReader.Reading rejected =
        read("{\"model\": \"" + "a".repeat(78) + "\\ud83d\\ude00" + "a".repeat(9) + "\"}");

    assertThat(accepted.experiment().tags()).containsEntry("x", "😀");
    assertThat(rejected.violations().get(0).value()).endsWith("a…");
  }

  @Test
  void aRejectedRequestNamesEveryViolation() {
    RequestReader.Reading reading =
        read(
            """
            {"experimentId": "Not A Name", "dataset": "cifar", "colour": "red",
             "hyperparameters": {"epochs": 0, "batchSize": "many", "hiddenSizes": [0],
                                 "learningRate": 1e400, "seed": 1.5, "rate": 1},
             "evaluation": {"extractor": "none", "samples": 99999999999999999999},
             "tags": {"team": 1}}\
            """);

    assertThat(reading.violations())
        .extracting(Violation::field)
        .containsExactly(
            "experimentId",
            "model",
            "dataset",
            "hyperparameters.batchSize",
            "hyperparameters.learningRate",
            "hyperparameters.epochs",
            "hyperparameters.hiddenSizes",
            "hyperparameters.seed",
            "hyperparameters.rate",
            "evaluation.extractor",
            "evaluation.samples",
            "tags",
            "colour");
    assertThat(reading.experimentId()).isEqualTo("made-up");
  }

  @Test
  void everyChoiceOfATrainingIsTakenAsItIs() {
    RequestReader.Reading reading =
        read(
            """
            {"model": "a", "hyperparameters":
                {"epochs": 4, "optimizer": "adamw", "weightDecay": 0.1, "schedule": "cosine",
                 "warmUpEpochs": 0.5, "klWarmUpEpochs": 2, "clipNorm": 5, "patience": 3, "seed": 1}}
            """);

    assertThat(reading.experiment().hyperparameters())
        .isEqualTo(
            new Hyperparameters(
                32,
                0.003,
                4,
                20,
                List.of(512, 256),
                1,
                1,
                "adamw",
                0.1,
                "cosine",
                0.5,
                2.0,
                5.0,
                3));
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
    RequestReader.Reading reading =
        read(
            """
            {"model": "a", "hyperparameters":
                {"epochs": 4, "optimizer": "sgd", "schedule": "step", "warmUpEpochs": 5,
                 "hiddenSizes": [0], "patience": -1}}\
            """);

    assertThat(reading.violations())
        .extracting(Violation::field, Violation::allowed)
        .containsExactly(
            tuple("hyperparameters.optimizer", "one of adam, adamw"),
            tuple("hyperparameters.hiddenSizes", "1 to 8 integers from 1 to 1000000000"),
            tuple("hyperparameters.schedule", "one of constant, cosine"),
            tuple("hyperparameters.warmUpEpochs", "a number from 0.0 to 4.0"),
            tuple("hyperparameters.patience", "an integer from 0 to 1000"));
  }

  @Test
  void aRejectedRequestKeepsAWellFormedId() {
    assertThat(read("{\"experimentId\": \"digits-1\"}").experimentId()).isEqualTo("digits-1");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "nonsense",
        "[]",
        "null",
        "17",
        "{\"model\": \"a\"",
        "{\"model\": \"a\"} {}",
        "{\"model\": \"a\", \"model\": \"b\"}",
        "{\"model\": \"a\", \"hyperparameters\": []}",
        "{\"model\": \"a\", \"hyperparameters\": null}",
        "{\"model\": \"a\", \"promotion\": \"champion\"}",
        "{\"model\": \"a\", \"resumeFrom\": \"b\"}"
      })
  void whatIsNotARequestIsOneViolation(String value) {
    assertThat(read(value).violations()).hasSize(1);
  }

  @Test
  void bytesThatAreNotTextAreAViolation() {
    byte[] bytes = {(byte) 0xff, (byte) 0xfe, 0, 1};

    assertThat(reader.read(bytes, "made-up").violations()).hasSize(1);
    assertThat(reader.read(null, "made-up").violations()).hasSize(1);
  }

  @Test
  void deepNestingIsAViolation() {
    assertThat(read("[".repeat(30_000)).violations()).hasSize(1);
  }

  @Test
  void aRequestOfMoreThan64KibIsAViolation() {
    String large = "{\"model\": \"a\", \"tags\": {\"a\": \"" + "x".repeat(64 * 1024) + "\"}}";

    assertThat(read(large).violations())
        .containsExactly(new Violation("", large.length() + " bytes", "at most 65536 bytes"));
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

  private RequestReader.Reading read(String request) {
    return reader.read(request.getBytes(StandardCharsets.UTF_8), "made-up");
  }
}
