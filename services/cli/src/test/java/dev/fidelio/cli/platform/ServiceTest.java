package dev.fidelio.cli.platform;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fidelio.localservers.StateFolder;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class ServiceTest {

  @Test
  void everyServiceThatTheBuildMakesIsStarted() throws Exception {
    List<String> built;
    try (Stream<Path> folders = Files.list(StateFolder.root().resolve("services"))) {
      built =
          folders
              .filter(ServiceTest::isService)
              .map(folder -> folder.getFileName().toString())
              .toList();
    }

    assertThat(Arrays.stream(Service.values()).map(Service::plainName))
        .containsExactlyInAnyOrderElementsOf(built);
  }

  private static boolean isService(Path folder) {
    Path pom = folder.resolve("pom.xml");
    try {
      return Files.exists(pom) && Files.readString(pom).contains("quarkus-maven-plugin");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
