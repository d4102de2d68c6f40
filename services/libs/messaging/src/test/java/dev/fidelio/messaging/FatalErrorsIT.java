package dev.fidelio.messaging;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class FatalErrorsIT {

  @Test
  void anErrorOfAPeriodicTaskEndsItsProcessAlthoughOtherThreadsWouldGoOn() throws Exception {
    Process process = start(Service.class);

    String printed = new String(process.getInputStream().readAllBytes());

    assertThat(process.waitFor(20, TimeUnit.SECONDS)).isTrue();
    assertThat(process.exitValue()).isEqualTo(FatalErrors.STATUS);
    assertThat(printed).contains("broken ended").contains("java.lang.NoClassDefFoundError: gone");
  }

  private static Process start(Class<?> program) throws IOException {
    return new ProcessBuilder(
            ProcessHandle.current().info().command().orElse("java"),
            "-cp",
            System.getProperty("java.class.path"),
            program.getName())
        .redirectErrorStream(true)
        .start();
  }

  /** A service of two tasks, one of which meets an error. */
  static final class Service {

    private Service() {}

    public static void main(String[] args) {
      new Task("well", false).start();
      new Task("broken", true).start();
    }
  }

  private static final class Task extends PeriodicTask {

    private final boolean isBroken;

    Task(String name, boolean isBroken) {
      super(name, Duration.ofMillis(10));
      this.isBroken = isBroken;
    }

    @Override
    protected void runOnce(StopSignal stop) {
      if (isBroken) {
        throw new NoClassDefFoundError("gone");
      }
    }
  }
}
