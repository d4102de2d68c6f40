package dev.fidelio.cli.local;

import dev.fidelio.cli.client.CommandFailedException;
import dev.fidelio.cli.console.Console;
import dev.fidelio.cli.platform.PartStatus;
import dev.fidelio.cli.platform.Platform;
import dev.fidelio.cli.platform.PlatformSetup;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Shows the logs of the platform's processes. */
@Command(name = "logs", description = "Shows the last log lines of the platform's processes.")
public final class LogsCommand implements Callable<Integer> {

  @Mixin private Console console;

  @Parameters(
      arity = "0..1",
      paramLabel = "SERVICE",
      description = "a process, as listed by fidelio status (default: all)")
  private String only;

  @Option(
      names = {"-n", "--lines"},
      paramLabel = "N",
      defaultValue = "40",
      description = "number of lines per process (default: ${DEFAULT-VALUE})")
  private int lines;

  @Override
  public Integer call() throws IOException {
    PlatformSetup platformSetup = PlatformSetup.ofThisProcess();
    List<String> names =
        new Platform(platformSetup, line -> {}, false)
            .status().stream().map(PartStatus::name).toList();
    if (only != null && !names.contains(only)) {
      throw new CommandFailedException(
          "unknown process " + only + "; known are " + String.join(", ", names));
    }
    for (String name : only == null ? names : List.of(only)) {
      Path log = platformSetup.log(name);
      console.say("==> " + log + " <==");
      if (Files.exists(log)) {
        last(log).forEach(console::say);
      }
    }
    return 0;
  }

  private Deque<String> last(Path log) throws IOException {
    Deque<String> last = new ArrayDeque<>();
    // Logs are not always valid UTF-8; ISO 8859-1 decodes any bytes.
    try (BufferedReader reader = Files.newBufferedReader(log, StandardCharsets.ISO_8859_1)) {
      for (String line = reader.readLine(); line != null; line = reader.readLine()) {
        last.add(new String(line.getBytes(StandardCharsets.ISO_8859_1), StandardCharsets.UTF_8));
        if (last.size() > lines) {
          last.remove();
        }
      }
    }
    return last;
  }
}
