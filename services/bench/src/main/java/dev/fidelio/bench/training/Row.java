package dev.fidelio.bench.training;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * A line of a table: processes that train side by side, alike.
 *
 * @param name what it is called
 * @param processes how many of them
 * @param command one of them
 */
record Row(String name, int processes, List<String> command) {

  /** Runs the processes to their ends, and adds up what they say. */
  Measurement measure() throws IOException, InterruptedException {
    Measurement sum = new Measurement(0, 0);
    for (String line : lines()) {
      sum = sum.beside(Measurement.read(line));
    }
    return sum;
  }

  /** Runs the processes to their ends, and returns what each says last. */
  List<String> lines() throws IOException, InterruptedException {
    List<Process> running = new ArrayList<>();
    for (int i = 0; i < processes; i++) {
      ProcessBuilder process =
          new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.DISCARD);
      // The setting of the platform, and the same for all: threads that wait sleep.
      process.environment().put("GOMP_SPINCOUNT", "0");
      process.environment().put("MALLOC_ARENA_MAX", "2");
      running.add(process.start());
    }
    List<String> lines = new ArrayList<>();
    for (Process process : running) {
      lines.add(lastLine(process));
    }
    return lines;
  }

  private String lastLine(Process process) throws IOException, InterruptedException {
    String last = null;
    try (BufferedReader lines =
        new BufferedReader(
            new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        last = line.startsWith("{") ? line : last;
      }
    }
    int code = process.waitFor();
    if (code != 0 || last == null) {
      throw new IOException("%s ended with %d: %s".formatted(name, code, command));
    }
    return last;
  }
}
