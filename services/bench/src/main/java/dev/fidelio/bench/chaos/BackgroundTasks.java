package dev.fidelio.bench.chaos;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** Does one thing after the other while the caller goes on; closing waits for all of them. */
final class BackgroundTasks implements AutoCloseable {

  private final ExecutorService thread =
      Executors.newSingleThreadExecutor(
          work -> {
            Thread daemon = new Thread(work, "in-background");
            daemon.setDaemon(true);
            return daemon;
          });
  private final List<CompletableFuture<Void>> begun = new ArrayList<>();

  void run(Runnable work) {
    begun.add(CompletableFuture.runAsync(work, thread));
  }

  @Override
  public void close() {
    begun.forEach(CompletableFuture::join);
    thread.shutdown();
  }
}
