package dev.fidelio.stages;

import dev.fidelio.artifacts.StoreUnavailableException;
import dev.fidelio.messaging.StopSignal;
import java.time.Duration;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Waits for a store that does not answer: that is no attempt. */
final class StoreWait {

  private static final Logger LOG = LoggerFactory.getLogger(StoreWait.class);
  private static final Duration PAUSE = Duration.ofSeconds(1);

  private volatile String trouble;

  /** Waits for a while. */
  void await(StoreUnavailableException e, StopSignal stop) {
    LOG.warn("{}; waiting for it", e.getMessage());
    trouble = e.getMessage();
    stop.await(PAUSE);
  }

  /** The store has answered. */
  void isOver() {
    trouble = null;
  }

  /** What is waited for; empty while the store answers. */
  Optional<String> trouble() {
    return Optional.ofNullable(trouble);
  }
}
