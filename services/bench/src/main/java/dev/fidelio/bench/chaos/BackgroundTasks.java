package dev.fidelio.bench.chaos;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** Runs tasks one after another on a background thread; closing waits for all of them. */
final class BackgroundTasks implements AutoCloseable {

  private final ExecutorService thread =
      Executors.newSingleThreadExecutor(
          work -> {
            Thread daemon = new Thread(work, "in-background");
            daemon.setDaemon(true);
            return daemon;
          });
  private final List<CompletableFuture<Void>> started = new ArrayList<>();

  void run(Runnable work) {
    started.add(CompletableFuture.runAsync(work, thread));
  }

  @Override
  public void close() {
    started.forEach(CompletableFuture::join);
    thread.shutdown();
  }
}
