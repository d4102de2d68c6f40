package dev.fidelio.messaging;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

class PeriodicTaskTest {

  private static final Duration SHORT = Duration.ofMillis(10);
  private static final Duration LONG = Duration.ofHours(1);

  @Test
  void aFailureEndsOnlyThatIteration() throws InterruptedException {
    try (CountedTask task = new CountedTask(SHORT)) {
      task.isBroken = true;
      task.start();
      assertThat(task.next()).isNotNull();
      assertThat(task.next()).isNotNull();
      assertThat(task.lastFailure()).hasValueSatisfying(why -> assertThat(why).contains("broken"));

      task.isBroken = false;

      Awaitility.await().until(() -> task.lastFailure().isEmpty());
    }
  }

  @Test
  void aTaskThatIsWokenDoesNotWaitForItsPause() throws InterruptedException {
    try (CountedTask task = new CountedTask(LONG)) {
      task.start();
      assertThat(task.next()).isEqualTo(1);

      task.wake();

      assertThat(task.next()).isEqualTo(2);
    }
  }

  /** Counts its iterations. */
  private static final class CountedTask extends PeriodicTask {

    private final BlockingQueue<Integer> iterations = new LinkedBlockingQueue<>();
    private volatile boolean isBroken;
    private int count;

    CountedTask(Duration pause) {
      super("counted", pause);
    }

    @Override
    protected void runOnce(StopSignal stop) {
      iterations.add(++count);
      if (isBroken) {
        throw new IllegalStateException("broken");
      }
    }

    Integer next() throws InterruptedException {
      return iterations.poll(10, TimeUnit.SECONDS);
    }

    Optional<String> lastFailure() {
      return failure();
    }
  }
}
