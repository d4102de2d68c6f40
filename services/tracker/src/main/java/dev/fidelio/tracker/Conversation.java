package dev.fidelio.tracker;

import java.net.URI;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.mlflow.tracking.MlflowClient;

/**
 * A while of talking to MLflow. Its Java client waits for ever for an answer, so the connection is
 * cut when the while is over, and whatever still waits fails.
 */
final class Conversation implements AutoCloseable {

  private final MlflowClient mlflow;
  private final CompletableFuture<Void> end;

  Conversation(URI address, Duration longest) {
    mlflow = new MlflowClient(address.toString().replaceAll("/+$", ""));
    end = new CompletableFuture<Void>().orTimeout(longest.toMillis(), TimeUnit.MILLISECONDS);
    end.whenComplete((nothing, late) -> mlflow.close());
  }

  MlflowClient mlflow() {
    return mlflow;
  }

  @Override
  public void close() {
    end.complete(null);
  }
}
