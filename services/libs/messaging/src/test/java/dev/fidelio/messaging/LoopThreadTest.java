package dev.fidelio.messaging;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

class LoopThreadTest {

  private static final Duration SHORT = Duration.ofMillis(10);

  private final CompletableFuture<Throwable> death = new CompletableFuture<>();

  @Test
  void anErrorEndsTheThreadVisibly() throws Exception {
    LoopThread thread =
        new LoopThread(
            "broken",
            SHORT,
            stop -> {
              throw new NoClassDefFoundError("gone");
            },
            (which, error) -> death.complete(error));
    assertThat(thread.isAlive()).isTrue();

    thread.start();

    assertThat(death.get(10, TimeUnit.SECONDS)).isInstanceOf(NoClassDefFoundError.class);
    Awaitility.await().until(() -> !thread.isAlive());
  }

  @Test
  void anExceptionDoesNotEndTheThreadAndClosingItIsNoDeath() {
    LoopThread thread =
        new LoopThread(
            "failing",
            SHORT,
            stop -> {
              throw new IllegalStateException("again and again");
            },
            (which, error) -> death.complete(error));
    thread.start();
    Awaitility.await().until(() -> thread.problem().orElse("").contains("again and again"));

    thread.close(() -> {});

    assertThat(thread.isAlive()).isTrue();
    assertThat(death).isNotDone();
  }

  @Test
  void aThreadThatIsInterruptedIsNotAlive() {
    LoopThread thread =
        new LoopThread(
            "interrupted",
            SHORT,
            stop -> {
              throw new InterruptedException();
            },
            (which, error) -> death.complete(error));

    thread.start();

    Awaitility.await().until(() -> !thread.isAlive());
  }
}
