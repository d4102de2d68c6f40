package dev.fidelio.registry.retention;

import dev.fidelio.messaging.PeriodicTask;
import dev.fidelio.messaging.StopSignal;
import jakarta.inject.Singleton;
import java.time.Duration;

/**
 * Runs retention on request, and whenever the last run of any registry is older than the configured
 * interval.
 */
@Singleton
public class RetentionTask extends PeriodicTask {

  private static final Duration PAUSE = Duration.ofMinutes(1);

  private final Retention retention;
  private volatile Work work = new Work(State.IDLE, 0, 0, null);

  RetentionTask(Retention retention) {
    super("retention", PAUSE);
    this.retention = retention;
  }

  /** What is being done. */
  public enum State {
    IDLE,
    RUNNING,
    FAILED
  }

  /**
   * The progress of a run.
   *
   * @param read files deleted
   * @param of files to delete
   * @param failure why the run failed; null if it has not
   */
  public record Work(State state, long read, long of, String failure) {}

  /** The progress of the current run, or the result of the last one. */
  public Work work() {
    return work;
  }

  /** Starts a run now, unless one is under way. */
  public synchronized Work ask() {
    if (work.state() != State.RUNNING) {
      work = new Work(State.RUNNING, 0, 0, null);
      wake();
    }
    return work;
  }

  @Override
  protected void runOnce(StopSignal stop) {
    try {
      if (work.state() == State.RUNNING || retention.isDue()) {
        RetentionPlan retentionPlan = retention.deletable(retention.plan());
        work = new Work(State.RUNNING, 0, retentionPlan.files(), null);
        retention.apply(retentionPlan, () -> goesOn(stop));
        work = new Work(State.IDLE, work.read(), work.of(), null);
      }
    } catch (RuntimeException e) {
      work = new Work(State.FAILED, work.read(), work.of(), e.getMessage());
      throw e;
    }
  }

  private boolean goesOn(StopSignal stop) {
    work = new Work(State.RUNNING, work.read() + 1, work.of(), null);
    return !stop.isStopped();
  }
}
