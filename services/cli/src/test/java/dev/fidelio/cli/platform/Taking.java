package dev.fidelio.cli.platform;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.fidelio.contracts.Json;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * What a user takes of a model elsewhere, on a platform that runs: pictures, samples, weights.
 *
 * @param folder for the files
 */
record Taking(PlatformSetup setup, Path folder) {

  /** Versions 1 and 2 of a model beside each other. */
  void compare(String model) throws IOException, InterruptedException {
    Path picture = folder.resolve("compared.png");

    CommandRun table = fidelio("compare", model, "1", "2", "--png", picture.toString());
    CommandRun csv = fidelio("compare", model, "1", "2", "--csv");

    assertThat(table.code()).as(table.err()).isZero();
    assertThat(table.out().lines().skip(1))
        .anyMatch(line -> line.matches("epochs +2 +60 +\\*"))
        .anyMatch(line -> line.startsWith("best_test_loss_epoch "));
    assertThat(Files.readAllBytes(picture)).startsWith(0x89, 'P', 'N', 'G');
    assertThat(csv.out()).contains("hyperparameters,epochs,2,60,true,\r\n");
    assertThat(fidelio("compare", model, "1").code()).isEqualTo(2);
    assertThat(fidelio("compare", model, "1", "9").err()).contains(model + " has no version 9");
  }

  /** The same request gives the same bytes, and one that is wrong is told what is allowed. */
  void draw(String champion) throws IOException, InterruptedException {
    byte[] picture = sample(champion, "first.png", "--seed", "3");

    assertThat(picture).startsWith(0x89, 'P', 'N', 'G');
    assertThat(sample(champion, "again.png", "--seed", "3")).isEqualTo(picture);
    assertThat(sample(champion, "other.png", "--seed", "4")).isNotEqualTo(picture);
    CommandRun refused = fidelio("sample", champion, "--labels", "0,10", "--temperature", "0");
    assertThat(refused.code()).isEqualTo(1);
    assertThat(refused.err()).contains("labels: 0,10", "0 to 9", "temperature: 0");
    assertThat(fidelio("sample", champion, "--out", "samples.gif").code()).isEqualTo(2);
    assertThat(fidelio("sample", "champion").code()).isEqualTo(2);
  }

  /**
   * Anybody decodes the latent vectors with the weights, by the few lines of Python in the
   * documentation.
   */
  void decode(String champion, Path python) throws IOException, InterruptedException {
    sample(champion, "samples.npz", "--labels", "7,1", "--count", "20", "--temperature", "1.2");
    Path weights = folder.resolve("model.safetensors");

    CommandRun download = fidelio("download", champion, "--out", weights.toString());
    String difference = new ReadmeSnippet(python).run(folder);

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
    assertThat(card.path("decode").asText()).isEqualTo(ReadmeSnippet.program());
  }

  /** A version whose weights are gone says so. */
  void miss(String version, String checkpoint, URI store) throws IOException, InterruptedException {
    Files.delete(Path.of(store).resolve(checkpoint));

    CommandRun refused = fidelio("sample", version);

    assertThat(refused.code()).isEqualTo(1);
    assertThat(refused.err()).contains(checkpoint + " is not in the store");
  }

  private byte[] sample(String model, String file, String... options)
      throws IOException, InterruptedException {
    Path path = folder.resolve(file);
    String[] arguments = new String[options.length + 4];
    arguments[0] = "sample";
    arguments[1] = model;
    arguments[2] = "--out";
    arguments[3] = path.toString();
    System.arraycopy(options, 0, arguments, 4, options.length);
    CommandRun run = fidelio(arguments);
    assertThat(run.code()).as(run.err()).isZero();
    assertThat(run.out().strip()).isEqualTo(path.toString());
    return Files.readAllBytes(path);
  }

  private CommandRun fidelio(String... arguments) throws IOException, InterruptedException {
    return CommandRun.of(setup, arguments);
  }
}
