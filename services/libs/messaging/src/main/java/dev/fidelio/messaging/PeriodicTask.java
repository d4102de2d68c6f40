package dev.fidelio.messaging;

import java.time.Duration;
import java.util.Optional;

/** Does the same thing periodically on a thread of its own; a failure ends only that iteration. */
public abstract class PeriodicTask implements BackgroundTask {

  private final String name;
  private final LoopThread thread;

  /**
   * @param name the task's name in logs and health checks
   * @param pause between two iterations
   */
  protected PeriodicTask(String name, Duration pause) {
    this.name = name;
    this.thread = new LoopThread(name, pause, this::iterate);
  }

  /**
   * One iteration.
   *
   * @param stop is set when the task is closed
   * @throws Exception which is logged; the next iteration follows after the pause
   */
  protected abstract void runOnce(StopSignal stop) throws Exception;

  @Override
  public final String name() {
    return name;
  }

  @Override
  public final void start() {
    thread.start();
  }

  /** Starts the next iteration immediately after the current one. */
  protected final void wake() {
    thread.wake();
  }

  /** By default nothing, since calls do not depend on the task. */
  @Override
  public Optional<String> problem() {
    return Optional.empty();
  }

  /** Why the last iteration failed, or that there was none yet; empty if it succeeded. */
  protected final Optional<String> failure() {
    return thread.problem();
  }

  @Override
  public final boolean isAlive() {
    return thread.isAlive();
  }

  /** Waits for the current iteration, and stops. */
  @Override
  public void close() {
    thread.close(() -> {});
  }

  private void iterate(StopSignal stop) throws Exception {
    runOnce(stop);
    thread.succeeded();
    thread.pause();
  }
}
