package dev.fidelio.contracts;

import static dev.fidelio.contracts.Requests.read;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RequestReaderTest {

  @Test
  void theSmallestRequestGetsEveryDefault() {
    RequestReader.ParseResult result = read("{\"model\": \"mnist-cvae\"}");

    assertThat(result.experiment())
        .isEqualTo(
            ExperimentBuilder.builder()
                .experimentId("made-up")
                .model("mnist-cvae")
                .dataset("mnist")
                .hyperparameters(
                    HyperparametersBuilder.builder()
                        .batchSize(32)
                        .learningRate(0.003)
                        .epochs(10)
                        .latentSize(20)
                        .hiddenSizes(List.of(512, 256))
                        .beta(1)
                        .seed(Ids.seedOf("made-up"))
                        .optimizer("adam")
                        .weightDecay(0.0)
                        .schedule("constant")
                        .warmUpEpochs(0.0)
                        .klWarmUpEpochs(0.0)
                        .clipNorm(0.0)
                        .patience(0)
                        .build())
                .evaluation(new Evaluation("inception-mnist", 10_000))
                .tags(Map.of())
                .resumeFrom(null)
                .promotion(null)
                .build());
  }

  @Test
  void aWholeRequestIsTakenAsItIs() {
    RequestReader.ParseResult result =
        read(
            """
            {"experimentId": "digits-1", "model": "mnist-cvae", "dataset": "mnist",
             "hyperparameters": {"batchSize": 32, "learningRate": 0.003, "epochs": 10,
                                 "latentSize": 20, "hiddenSizes": [512, 256], "beta": 1.0,
                                 "seed": 1234},
             "evaluation": {"extractor": "inception-mnist", "samples": 10000},
             "tags": {"team": "vision"}}\
            """);

    assertThat(result.experiment()).isEqualTo(GoldenRecords.EXPERIMENT);
  }

  @Test
  void anUnknownFieldIsAnsweredWithEveryFieldThereIs() {
    RequestReader.ParseResult result =
        read("{\"model\": \"a\", \"modle\": 1, \"evaluation\": {\"sample\": 1}}");

    assertThat(result.violations())
        .extracting(Violation::field, Violation::allowed)
        .containsExactlyInAnyOrder(
            tuple(
                "modle",
                "only the fields experimentId, resumeFrom, model, dataset, hyperparameters,"
                    + " evaluation, tags, promotion"),
            tuple("evaluation.sample", "only the fields extractor, samples, seed, allow"));
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
    RequestReader.ParseResult result = read(request.replace('\'', '"'));

    assertThat(result.violations()).hasSize(1);
    assertThat(result.violations().get(0).allowed()).contains("surrogate");
  }

  @Test
  void anEscapedPairIsACharacterAndNeverCutInTwo() {
    RequestReader.ParseResult accepted =
        read("{\"model\": \"a\", \"tags\": {\"x\": \"\\ud83d\\ude00\"}}");
    RequestReader.ParseResult rejected =
        read("{\"model\": \"" + "a".repeat(78) + "\\ud83d\\ude00" + "a".repeat(9) + "\"}");

    assertThat(accepted.experiment().tags()).containsEntry("x", "😀");
    assertThat(rejected.violations().get(0).value()).endsWith("a…");
  }

  @Test
  void aRejectedRequestNamesEveryViolation() {
    RequestReader.ParseResult result =
        read(
            """
            {"experimentId": "Not A Name", "dataset": "cifar", "colour": "red",
             "hyperparameters": {"epochs": 0, "batchSize": "many", "hiddenSizes": [0],
                                 "learningRate": 1e400, "seed": 1.5, "rate": 1},
             "evaluation": {"extractor": "none", "samples": 99999999999999999999},
             "tags": {"team": 1}}\
            """);

    assertThat(result.violations())
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
    assertThat(result.experimentId()).isEqualTo("made-up");
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
        "{\"model\": null}",
        "{\"model\": 7}",
        "{\"model\": true}",
        "{\"model\": \"a\", \"experimentId\": 7}",
        "{\"model\": \"a\", \"dataset\": null}",
        "{\"model\": \"a\", \"tags\": {\"team\": null}}",
        "{\"model\": \"a\", \"tags\": {\"team\": 7}}",
        "{\"model\": \"a\", \"tags\": {\"team\": true}}",
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

    assertThat(Requests.READER.read(bytes, "made-up").violations()).hasSize(1);
    assertThat(Requests.READER.read(null, "made-up").violations()).hasSize(1);
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
}
