package dev.fidelio.cvae;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The training process as a whole: every process gives the same bytes and leaks no memory. */
class TrainingProcessIT {

  @Test
  void anotherProcessGivesTheSameBytes() throws Exception {
    Process process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty(
                    "surefire.test.class.path", System.getProperty("java.class.path")),
                TrainedDigest.class.getName())
            .redirectError(ProcessBuilder.Redirect.DISCARD)
            .start();
    String there = new String(process.getInputStream().readAllBytes()).strip();

    assertThat(process.waitFor()).isZero();
    assertThat(there).hasSize(64).isEqualTo(TrainedDigest.compute());
  }

  @Test
  void thousandsOfStepsLeakNoNativeMemory() throws IOException {
    Architecture architecture = new Architecture(196, 10, List.of(64), 8);
    LabelledImages images = SmallNetworks.images(4_000, architecture);
    Checkpoint start = Checkpoint.initial(architecture, SmallNetworks.SETTINGS);
    try (Training training = new Training(SmallNetworks.compute(), start)) {
      // Heap and compiler grow now and then; a leak in each step grows in every block.
      long leastGrowth = Long.MAX_VALUE;
      for (int block = 0; block < 5; block++) {
        long before = residentKibibytes();
        for (int epoch = 0; epoch < 10; epoch++) {
          training.trainEpoch(images, progress -> true);
        }
        leastGrowth = Math.min(leastGrowth, residentKibibytes() - before);
      }

      // A single array of a batch's activations leaked in each step would be 10 MiB a block.
      assertThat(leastGrowth).isLessThan(8 * 1024);
    }
  }

  private static long residentKibibytes() throws IOException {
    System.gc();
    return Files.readAllLines(Path.of("/proc/self/status")).stream()
        .filter(line -> line.startsWith("VmRSS:"))
        .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")))
        .findFirst()
        .orElseThrow();
  }
}
