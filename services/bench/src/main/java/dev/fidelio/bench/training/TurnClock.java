package dev.fidelio.bench.training;

import dev.fidelio.bench.training.Turns.Side;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;

/**
 * The clock of a worker that trains in {@linkplain Turns turns}. The worker reads it before each
 * step; every {@code stepsOfTurn} reads end the worker's turn. The clock stops between turns.
 */
final class TurnClock extends Clock {

  private final Turns turns;
  private final int stepsOfTurn;
  private long reads;
  private long stoppedNanos;

  TurnClock(Turns turns, int stepsOfTurn) {
    this.turns = turns;
    this.stepsOfTurn = stepsOfTurn;
  }

  @Override
  public Instant instant() {
    if (reads++ == 0) {
      turns.begin(Side.WORKER);
    } else if (reads % stepsOfTurn == 0) {
      long ended = System.nanoTime();
      turns.next(Side.WORKER);
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
