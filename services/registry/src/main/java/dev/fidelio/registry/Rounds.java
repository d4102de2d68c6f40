package dev.fidelio.registry;

import dev.fidelio.messaging.StopSignal;
import java.time.Duration;
import org.jboss.logging.Logger;

/** A thread that looks at something again and again; what goes wrong, goes wrong for one round. */
public final class Rounds {

  private static final Logger LOG = Logger.getLogger(Rounds.class);

  private final String name;
  private final Duration pause;
  private final Round round;
  private final StopSignal stop = new StopSignal();
  private Thread thread;

  /** One look. */
  @FunctionalInterface
  public interface Round {

    /**
     * Looks.
     *
     * @param stop tells when nobody is interested any more
     * @throws Exception which is logged
     */
    void look(StopSignal stop) throws Exception;
  }

  /**
   * @param name names it to people
   * @param pause between two looks
   */
  public Rounds(String name, Duration pause, Round round) {
    this.name = name;
    this.pause = pause;
    this.round = round;
  }

  /** Begins to look. */
  public void start() {
    thread = new Thread(this::run, name);
    thread.start();
  }

  /** Waits for the look under way, and ends. */
  public void close() {
    stop.stop();
    try {
      if (thread != null) {
        thread.join();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void run() {
    while (!stop.isStopped()) {
      try {
        round.look(stop);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        return;
      } catch (Exception e) {
        LOG.warnf(e, "%s cannot look", name);
      }
      stop.await(pause);
    }
  }
}
