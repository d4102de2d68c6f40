package dev.fidelio.localservers;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PostgresFilesTest {

  @ParameterizedTest
  @CsvSource({
    "Linux, amd64, /postgres-linux-x86_64.txz",
    "Linux, aarch64, /postgres-linux-arm_64.txz",
    "Mac OS X, aarch64, /postgres-darwin-arm_64.txz",
  })
  void theArchiveIsTheOneOfThePlatform(String system, String architecture, String archive) {
    assertThat(PostgresFiles.archive(system, architecture)).isEqualTo(archive);
  }

  @Test
  void theBuildHasTheArchiveOfThisPlatform() {
    String archive =
        PostgresFiles.archive(System.getProperty("os.name"), System.getProperty("os.arch"));

    assertThat(PostgresFiles.class.getResource(archive)).isNotNull();
  }
}
