package dev.fidelio.cli.platform;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.fidelio.contracts.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** Comparisons, samples and weights of trained versions on the command line. */
@ExtendWith(SharedPlatform.Extension.class)
class ModelUseIT {

  @TempDir Path folder;

  private final SharedPlatform platform;

  ModelUseIT(SharedPlatform platform) throws Exception {
    this.platform = platform;
    platform.trainedVersions();
  }

  @Test
  void versionsAreComparedAsTableCsvAndPicture() throws Exception {
    Path picture = folder.resolve("compared.png");

    CommandRun table = platform.fidelio("compare", "digits", "1", "2", "--png", picture.toString());
    CommandRun csv = platform.fidelio("compare", "digits", "1", "2", "--csv");

    assertThat(table.code()).as(table.err()).isZero();
    assertThat(table.out().lines().skip(1))
        .anyMatch(line -> line.matches("epochs +2 +60 +\\*"))
        .anyMatch(line -> line.startsWith("best_test_loss_epoch "));
    assertThat(Files.readAllBytes(picture)).startsWith(0x89, 'P', 'N', 'G');
    assertThat(csv.out()).contains("hyperparameters,epochs,2,60,true,\r\n");
    assertThat(platform.fidelio("compare", "digits", "1").code()).isEqualTo(2);
    assertThat(platform.fidelio("compare", "digits", "1", "9").err())
        .contains("digits has no version 9");
  }

  @Test
  void theSameSeedDrawsTheSameBytes() throws Exception {
    byte[] picture = sample("digits@champion", "first.png", "--seed", "3");

    assertThat(picture).startsWith(0x89, 'P', 'N', 'G');
    assertThat(sample("digits@champion", "again.png", "--seed", "3")).isEqualTo(picture);
    assertThat(sample("digits@champion", "other.png", "--seed", "4")).isNotEqualTo(picture);
  }

  @Test
  void aSampleRequestThatIsWrongNamesTheAllowedValues() throws Exception {
    CommandRun refused =
        platform.fidelio("sample", "digits@champion", "--labels", "0,10", "--temperature", "0");

    assertThat(refused.code()).isEqualTo(1);
    assertThat(refused.err()).contains("labels: 0,10", "0 to 9", "temperature: 0");
    assertThat(platform.fidelio("sample", "digits@champion", "--out", "samples.gif").code())
        .isEqualTo(2);
    assertThat(platform.fidelio("sample", "champion").code()).isEqualTo(2);
  }

  @Test
  void theDocumentedPythonDecodesTheLatentVectorsWithTheDownloadedWeights() throws Exception {
    sample("digits:2", "samples.npz", "--labels", "7,1", "--count", "20", "--temperature", "1.2");
    Path weights = folder.resolve("model.safetensors");
    Path python = platform.state().resolve("mlflow/venv/bin/python");

    CommandRun download = platform.fidelio("download", "digits:2", "--out", weights.toString());
    String difference = new DocumentedPython(python).run(folder);

    assertThat(download.code()).as(download.err()).isZero();
    assertThat(Double.parseDouble(difference)).isBetween(0.0, 1e-5);
    JsonNode card =
        Json.read(Files.readAllBytes(folder.resolve("model.safetensors.json")), JsonNode.class);
    JsonNode network = card.path("architecture");
    assertThat(network.path("pixels").asInt()).isEqualTo(784);
    assertThat(network.path("classes").asInt()).isEqualTo(10);
    assertThat(network.path("latentSize").asInt()).isEqualTo(4);
    assertThat(network.path("hiddenSizes").toString()).isEqualTo("[64]");
    assertThat(card.path("scores")).isNotEmpty();
    assertThat(card.path("decode").asText()).isEqualTo(DocumentedPython.program());
  }

  @Test
  void aVersionWithoutItsWeightsSaysWhichFileIsMissing() throws Exception {
    String checkpoint = "experiments/first/checkpoints/epoch-0002.safetensors";
    Path weights = platform.state().resolve("artifacts").resolve(checkpoint);
    Path elsewhere = folder.resolve("weights");
    Files.move(weights, elsewhere);

    CommandRun refused = platform.fidelio("sample", "digits:1");
    Files.move(elsewhere, weights);

    assertThat(refused.code()).isEqualTo(1);
    assertThat(refused.err()).contains(checkpoint + " is not in the store");
  }

  private byte[] sample(String model, String file, String... options)
      throws IOException, InterruptedException {
    Path path = folder.resolve(file);
    List<String> command = new ArrayList<>(List.of("sample", model, "--out", path.toString()));
    command.addAll(List.of(options));
    CommandRun run = platform.fidelio(command.toArray(String[]::new));
    assertThat(run.code()).as(run.err()).isZero();
    assertThat(run.out().strip()).isEqualTo(path.toString());
    return Files.readAllBytes(path);
  }
}
