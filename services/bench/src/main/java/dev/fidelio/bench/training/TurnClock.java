package dev.fidelio.bench.training;

import dev.fidelio.bench.training.AlternatingThreads.Side;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;

/**
 * The clock of a worker that trains in {@linkplain AlternatingThreads turns}. The worker reads it
 * before each step; every {@code stepsOfTurn} reads end the worker's turn. The clock stops between
 * turns.
 */
final class TurnClock extends Clock {

  private final AlternatingThreads alternatingThreads;
  private final int stepsOfTurn;
  private long reads;
  private long stoppedNanos;

  TurnClock(AlternatingThreads alternatingThreads, int stepsOfTurn) {
    this.alternatingThreads = alternatingThreads;
    this.stepsOfTurn = stepsOfTurn;
  }

  @Override
  public Instant instant() {
    if (reads++ == 0) {
      alternatingThreads.begin(Side.WORKER);
    } else if (reads % stepsOfTurn == 0) {
      long ended = System.nanoTime();
      alternatingThreads.next(Side.WORKER);
      stoppedNanos += System.nanoTime() - ended;
    }
    return Instant.now().minusNanos(stoppedNanos);
  }

  @Override
  public ZoneId getZone() {
    return ZoneOffset.UTC;
  }

  /**
   * Not needed by workers.
   *
   * @throws UnsupportedOperationException always
   */
  @Override
  public Clock withZone(ZoneId zone) {
    throw new UnsupportedOperationException("a worker's clock is always in UTC");
  }
}
