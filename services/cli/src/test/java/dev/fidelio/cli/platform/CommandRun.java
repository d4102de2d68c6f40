package dev.fidelio.cli.platform;

import com.fasterxml.jackson.databind.JsonNode;
import dev.fidelio.contracts.Json;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * The {@code fidelio} command as a user runs it, in a process of its own with the flags that the
 * script gives it.
 *
 * @param code the exit code
 * @param out what it printed
 * @param err what it printed beside that
 */
record CommandRun(int code, String out, String err) {

  private static final int SECONDS = 120;

  static CommandRun of(PlatformSetup platformSetup, String... arguments)
      throws IOException, InterruptedException {
    List<String> command =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx128m",
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-Dfile.encoding=UTF-8",
                "-Dfidelio.root=" + platformSetup.root(),
                "-cp",
                System.getProperty("java.class.path"),
                "dev.fidelio.cli.Fidelio"));
    command.addAll(List.of(arguments));
    return of(platformSetup, new ProcessBuilder(command));
  }

  /** Runs a command line on a platform. */
  static CommandRun of(PlatformSetup platformSetup, ProcessBuilder builder)
      throws IOException, InterruptedException {
    Path out = Files.createTempFile("fidelio", ".out");
    Path err = Files.createTempFile("fidelio", ".err");
    builder.redirectOutput(out.toFile()).redirectError(err.toFile());
    builder.environment().putAll(platformSetup.environment());
    builder.environment().put("FIDELIO_STATE", platformSetup.state().toString());
    Process process = builder.start();
    try {
      if (!process.waitFor(SECONDS, TimeUnit.SECONDS)) {
        throw new IllegalStateException(builder.command() + " did not end");
      }
      return new CommandRun(process.exitValue(), Files.readString(out), Files.readString(err));
    } finally {
      process.destroyForcibly();
      Files.delete(out);
      Files.delete(err);
    }
  }

  JsonNode json() {
    return Json.read(out.getBytes(StandardCharsets.UTF_8), JsonNode.class);
  }
}
