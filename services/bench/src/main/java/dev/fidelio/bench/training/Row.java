package dev.fidelio.bench.training;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * A row of a table: identical training processes that run in parallel.
 *
 * @param name the row's label
 * @param processes number of processes
 * @param command the command of each process
 */
record Row(String name, int processes, List<String> command) {

  /** Runs the processes until they end, and combines their measurements. */
  Measurement measure() throws IOException, InterruptedException {
    Measurement sum = new Measurement(0, 0);
    for (String line : lines()) {
      sum = sum.alongside(Measurement.read(line));
    }
    return sum;
  }

  /** Runs the processes until they end, and returns the last JSON line of each. */
  List<String> lines() throws IOException, InterruptedException {
    List<Process> running = new ArrayList<>();
    for (int i = 0; i < processes; i++) {
      ProcessBuilder process =
          new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.DISCARD);
      // The platform's setting, the same for all rows: waiting threads sleep instead of spinning.
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
