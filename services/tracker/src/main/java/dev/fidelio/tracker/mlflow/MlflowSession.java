package dev.fidelio.tracker.mlflow;

import java.net.URI;
import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.mlflow.tracking.MlflowClient;

/**
 * A limited period of requests to MLflow. Its Java client waits for responses without a timeout, so
 * the connection is closed at the end of the period, and pending requests fail.
 */
public final class MlflowSession implements AutoCloseable {

  private static final long AGAIN_MILLIS = 1_000;

  private static final ScheduledExecutorService CLOCK =
      Executors.newSingleThreadScheduledExecutor(
          task -> {
            Thread thread = new Thread(task, "mlflow-deadline");
            thread.setDaemon(true);
            return thread;
          });

  private final MlflowClient mlflow;
  private final Future<?> deadline;
  private volatile boolean isOver;

  public MlflowSession(URI address, Duration longest) {
    mlflow = new MlflowClient(address.toString().replaceAll("/+$", ""));
    // Repeatedly, because the client opens its connection lazily.
    deadline =
        CLOCK.scheduleAtFixedRate(
            this::end, longest.toMillis(), AGAIN_MILLIS, TimeUnit.MILLISECONDS);
  }

  /** Whether the period has ended, so that requests fail whatever they ask. */
  public boolean isOver() {
    return isOver;
  }

  private void end() {
    isOver = true;
    mlflow.close();
  }

  public MlflowClient mlflow() {
    return mlflow;
  }

  @Override
  public void close() {
    deadline.cancel(false);
    mlflow.close();
  }
}
