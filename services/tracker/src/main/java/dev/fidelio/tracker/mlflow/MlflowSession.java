package dev.fidelio.tracker.mlflow;

import java.net.URI;
import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.mlflow.tracking.MlflowClient;

/**
 * A while of talking to MLflow. Its Java client waits for ever for an answer, so the connection is
 * cut when the while is over, and whatever still waits fails.
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

  public MlflowSession(URI address, Duration longest) {
    mlflow = new MlflowClient(address.toString().replaceAll("/+$", ""));
    // More than once: the client opens its connection late, and closes nothing before.
    deadline =
        CLOCK.scheduleAtFixedRate(
            mlflow::close, longest.toMillis(), AGAIN_MILLIS, TimeUnit.MILLISECONDS);
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
