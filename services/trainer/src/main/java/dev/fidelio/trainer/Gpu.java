package dev.fidelio.trainer;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/**
 * What a GPU is doing, as its driver's {@code nvidia-smi} tells.
 *
 * @param number which one
 * @param utilization percent of the time in which it worked
 * @param usedMebibytes memory in use
 * @param totalMebibytes memory
 */
record Gpu(int number, double utilization, double usedMebibytes, double totalMebibytes) {

  private static final String FIELDS = "utilization.gpu,memory.used,memory.total";
  private static final double MEGABYTES = 1.048576;
  private static final long SECONDS = 5;

  /** Asks the driver; empty where it does not answer. */
  static Optional<Gpu> read(int number) {
    ProcessBuilder command =
        new ProcessBuilder(
                "nvidia-smi",
                "--id=" + number,
                "--query-gpu=" + FIELDS,
                "--format=csv,noheader,nounits")
            .redirectErrorStream(true);
    try {
      Process process = command.start();
      if (!process.waitFor(SECONDS, TimeUnit.SECONDS)) {
        process.destroyForcibly();
        return Optional.empty();
      }
      byte[] answer = process.getInputStream().readAllBytes();
      return parse(number, new String(answer, StandardCharsets.UTF_8));
    } catch (IOException e) {
      return Optional.empty();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return Optional.empty();
    }
  }

  /** Reads an answer such as {@code 35, 1024, 81559}. */
  static Optional<Gpu> parse(int number, String answer) {
    String[] fields = answer.strip().split("\\s*,\\s*");
    try {
      return fields.length != 3
          ? Optional.empty()
          : Optional.of(
              new Gpu(
                  number,
                  Double.parseDouble(fields[0]),
                  Double.parseDouble(fields[1]),
                  Double.parseDouble(fields[2])));
    } catch (NumberFormatException e) {
      return Optional.empty(); // "[N/A]", which some virtual ones say
    }
  }

  /** By MLflow's names. */
  Map<String, Double> metrics() {
    String prefix = "gpu_" + number + "_";
    Map<String, Double> metrics = new LinkedHashMap<>();
    metrics.put(prefix + "utilization_percentage", utilization);
    metrics.put(prefix + "memory_usage_megabytes", usedMebibytes * MEGABYTES);
    metrics.put(prefix + "memory_usage_percentage", 100 * usedMebibytes / totalMebibytes);
    return metrics;
  }
}
