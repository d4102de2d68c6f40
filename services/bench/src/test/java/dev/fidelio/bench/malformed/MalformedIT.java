package dev.fidelio.bench.malformed;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MalformedIT {

  @TempDir Path state;

  @Test
  void malformedRecordsAreRejectedOrDeadLetteredAndTheValidRequestsBetweenThemFinish()
      throws Exception {
    MalformedRun malformedRun = new MalformedRun(200, 5, 1, Duration.ofMinutes(5));

    assertThat(malformedRun.run(state, System.out::println)).isEmpty();
  }
}
