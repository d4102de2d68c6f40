package dev.fidelio.bench.chaos;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ChaosIT {

  /** A seed whose twelve faults are of every kind. */
  private static final long SEED = 6;

  @TempDir Path state;

  @Test
  void nothingIsLostAndNothingHappensTwiceThroughTwelveFaults() throws Exception {
    Chaos chaos = new Chaos(6, 12, SEED, Duration.ofSeconds(240));

    Findings findings = chaos.run(state, System.out::println);

    assertThat(findings.wrong()).as("faults of seed " + SEED).isEmpty();
    assertThat(findings.seen())
        .containsEntry("versions", 6L)
        .containsEntry("runs in MLflow", 6L)
        .containsEntry("completed experiments", 6L);
  }
}
