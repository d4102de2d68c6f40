package dev.fidelio.messaging;

import java.time.Duration;
import java.util.Optional;
import org.apache.kafka.common.KafkaException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The thread of a loop: begins its work anew, after a pause, whenever something goes wrong, until
 * the loop is closed.
 */
final class LoopThread {

  private static final Logger LOG = LoggerFactory.getLogger(LoopThread.class);
  private static final Duration PAUSE = Duration.ofSeconds(2);

  private final String name;
  private final Runnable work;
  private final StopSignal stop = new StopSignal();
  private volatile String trouble = "not started";
  private Thread thread;

  /**
   * @param name names the loop to people
   * @param work opens what it needs and works until {@link #isStopped()}
   */
  LoopThread(String name, Runnable work) {
    this.name = name;
    this.work = work;
  }

  void start() {
    thread = new Thread(this::run, "loop-" + name);
    thread.start();
  }

  /** Whether the loop is being closed. */
  boolean isStopped() {
    return stop.isStopped();
  }

  /** Waits for a while, but no longer than until the loop is closed. */
  void pause() {
    stop.await(PAUSE);
  }

  /** All is well again, as far as the work can tell. */
  void isWell() {
    trouble = null;
  }

  /** The work goes on, but waits for something. */
  void isTroubledBy(RuntimeException e) {
    String what = e.toString();
    if (!what.equals(trouble)) {
      LOG.warn("{}: {}; trying again every {} s", name, what, PAUSE.toSeconds());
    }
    trouble = what;
  }

  /** What keeps the loop from its work; empty while all is well. */
  Optional<String> trouble() {
    return Optional.ofNullable(trouble);
  }

  /**
   * Ends the thread.
   *
   * @param wake gets the work out of whatever it waits for
   */
  void close(Runnable wake) {
    stop.stop();
    wake.run();
    if (thread == null) {
      return;
    }
    try {
      thread.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void run() {
    while (!stop.isStopped()) {
      try {
        work.run();
      } catch (RuntimeException e) {
        String what = cause(e).toString();
        if (what.equals(trouble)) {
          LOG.warn("{}: still {}", name, what);
        } else {
          LOG.warn("{}: {}; trying again every {} s", name, what, PAUSE.toSeconds(), e);
        }
        trouble = what;
        pause();
      }
    }
  }

  /** Kafka wraps whatever happens while partitions are handed out. */
  private static Throwable cause(RuntimeException e) {
    return e instanceof KafkaException && e.getCause() != null ? e.getCause() : e;
  }
}
