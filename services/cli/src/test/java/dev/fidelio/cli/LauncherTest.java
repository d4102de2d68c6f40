package dev.fidelio.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The script {@code fidelio} on other platforms, which a fake {@code uname} reports. */
class LauncherTest {

  @TempDir Path folder;

  @ParameterizedTest
  @CsvSource({
    "Darwin, x86_64, macOS on x86-64",
    "MINGW64_NT-10.0-22631, x86_64, MINGW64_NT-10.0-22631 on x86_64",
    "Linux, riscv64, Linux on riscv64",
  })
  void anUnsupportedPlatformIsRefusedInOneLineBeforeAnyBuild(
      String system, String machine, String named) throws Exception {
    Outcome outcome = launch(system, machine);

    assertThat(outcome.code()).isEqualTo(1);
    assertThat(outcome.printed().strip().lines())
        .singleElement()
        .asString()
        .startsWith("error: " + named + " is not supported: ")
        .contains("PyTorch");
    assertThat(folder.resolve("state")).doesNotExist();
  }

  @ParameterizedTest
  @CsvSource({"Linux, x86_64", "Linux, aarch64", "Darwin, arm64"})
  void aSupportedPlatformGoesOnToTheCheckOfJava(String system, String machine) throws Exception {
    assertThat(launch(system, machine).printed()).contains("no-java/bin/java not found");
  }

  @Test
  void theMessageNamesThePyTorchOfTheBuild() throws Exception {
    String pom = Files.readString(Path.of(System.getProperty("fidelio.root"), "pom.xml"));
    String version = pom.replaceAll("(?s).*<pytorch.version>(.*?)</pytorch.version>.*", "$1");

    assertThat(launch("Darwin", "x86_64").printed()).contains("PyTorch " + version + " ");
  }

  private Outcome launch(String system, String machine) throws Exception {
    Path uname =
        Files.writeString(
            folder.resolve("uname"),
            "#!/bin/sh\ncase $1 in -s) echo %s ;; -m) echo %s ;; esac\n"
                .formatted(system, machine));
    Files.setPosixFilePermissions(uname, PosixFilePermissions.fromString("rwx------"));
    ProcessBuilder builder =
        new ProcessBuilder(Path.of(System.getProperty("fidelio.root"), "fidelio").toString(), "up")
            .redirectErrorStream(true);
    builder.environment().merge("PATH", "", (path, none) -> folder + ":" + path);
    builder.environment().put("JAVA_HOME", folder.resolve("no-java").toString());
    builder.environment().put("FIDELIO_STATE", folder.resolve("state").toString());
    Process process = builder.start();
    String printed = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    return new Outcome(process.waitFor(), printed);
  }

  private record Outcome(int code, String printed) {}
}
