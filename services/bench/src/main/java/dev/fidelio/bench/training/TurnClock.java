package dev.fidelio.bench.training;

import dev.fidelio.bench.training.Turns.Side;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;

/**
 * The clock of a worker that trains in {@linkplain Turns turns}, which it looks at before each
 * step: every so often that ends its turn. It stands still between turns.
 */
final class TurnClock extends Clock {

  private final Turns turns;
  private final int stepsOfTurn;
  private long looks;
  private long stoodStill;

  TurnClock(Turns turns, int stepsOfTurn) {
    this.turns = turns;
    this.stepsOfTurn = stepsOfTurn;
  }

  @Override
  public Instant instant() {
    if (looks++ == 0) {
      turns.begin(Side.WORKER);
    } else if (looks % stepsOfTurn == 0) {
      long ended = System.nanoTime();
      turns.next(Side.WORKER);
      stoodStill += System.nanoTime() - ended;
    }
    return Instant.now().minusNanos(stoodStill);
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
    throw new UnsupportedOperationException("a worker's clock has no other zone");
  }
}
