package dev.fidelio.artifacts;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class StoreLayoutTest {

  /** String literals that begin or continue a name in the store. */
  private static final Pattern STORE_NAME =
      Pattern.compile(
          "\"/?(experiments|datasets|references|checkpoints|samples|scores|claims)/(%s.*)?\""
              + "|\"/?(request|outcome|end)(\\.json)?\"|epoch-%04d");

  private static final ExperimentFolder FOLDER = StoreLayout.experiment("digits-1");

  @Test
  void anExperimentHasTheFolderThatItHasHadFromTheFirstRelease() {
    assertThat(FOLDER.path()).isEqualTo("experiments/digits-1");
    assertThat(FOLDER.request()).isEqualTo("experiments/digits-1/request.json");
    assertThat(FOLDER.outcome("sampling/default"))
        .isEqualTo("experiments/digits-1/sampling/default/outcome.json");
    assertThat(FOLDER.commitPoint(ExperimentFolder.epoch(5)))
        .isEqualTo("experiments/digits-1/checkpoints/epoch-0005.json");
    assertThat(FOLDER.path(ExperimentFolder.sample("default", "grid.png")))
        .isEqualTo("experiments/digits-1/samples/default/grid.png");
    assertThat(FOLDER.path(ExperimentFolder.score("default", "scorecard.png")))
        .isEqualTo("experiments/digits-1/scores/default/scorecard.png");
    assertThat(StoreLayout.dataset("abc")).isEqualTo("datasets/abc");
    assertThat(StoreLayout.reference("abc")).isEqualTo("references/abc");
  }

  @Test
  void aNameInTheStoreIsTheExperimentsOnlyBelowItsFolder() {
    assertThat(FOLDER.contains("experiments/digits-1/request.json")).isTrue();
    assertThat(FOLDER.contains("experiments/digits-10/request.json")).isFalse();
    assertThat(FOLDER.name("experiments/digits-1/plots/losses.png")).isEqualTo("plots/losses.png");
  }

  @Test
  void noOtherClassBuildsNamesInTheStore() throws IOException {
    try (Stream<Path> files = Files.walk(services())) {
      List<String> others =
          files
              .filter(file -> file.toString().endsWith(".java"))
              .filter(file -> file.toString().contains("/src/main/"))
              .filter(StoreLayoutTest::usesTheStore)
              .flatMap(file -> lines(file).map(line -> file.getFileName() + ": " + line.strip()))
              .filter(line -> STORE_NAME.matcher(line).find())
              .toList();

      assertThat(others).isEmpty();
    }
  }

  /** Elsewhere the same words are paths of the REST interface. */
  private static boolean usesTheStore(Path file) {
    return lines(file).anyMatch(line -> line.startsWith("import dev.fidelio.artifacts."));
  }

  private static Stream<String> lines(Path file) {
    try {
      return Files.readAllLines(file).stream();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Path services() {
    Path folder = Path.of("").toAbsolutePath();
    while (!Files.isDirectory(folder.resolve("services/libs"))) {
      folder = folder.getParent();
    }
    return folder.resolve("services");
  }
}
