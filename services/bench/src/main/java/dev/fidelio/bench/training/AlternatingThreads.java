package dev.fidelio.bench.training;

import java.util.EnumMap;
import java.util.Map;

/**
 * Lets two threads of one process take turns and adds up how long each worked, so that other load
 * on the machine affects both equally.
 */
final class AlternatingThreads {

  /** The two threads. */
  enum Side {
    WORKER,
    BARE_LOOP;

    Side other() {
      return this == WORKER ? BARE_LOOP : WORKER;
    }
  }

  private final Map<Side, Long> nanoseconds = new EnumMap<>(Side.class);
  private Side turn;
  private boolean alone;
  private long began;

  /** Starts the first turn, which belongs to this side. */
  synchronized void begin(Side side) {
    give(side);
  }

  /** Waits for this side's turn. */
  synchronized void await(Side side) {
    while (turn != side) {
      try {
        wait();
      } catch (InterruptedException e) {
        throw new IllegalStateException("interrupted between turns", e);
      }
    }
  }

  /** Ends this side's turn and waits for its next. */
  synchronized void next(Side side) {
    add(side);
    give(alone ? side : side.other());
    await(side);
  }

  /** Ends this side's last turn; the other side then runs without turns. */
  synchronized void leave(Side side) {
    add(side);
    alone = true;
    give(side.other());
  }

  /** How long this side has worked. */
  synchronized double seconds(Side side) {
    return nanoseconds.getOrDefault(side, 0L) * 1e-9;
  }

  private void add(Side side) {
    nanoseconds.merge(side, System.nanoTime() - began, Long::sum);
  }

  private void give(Side side) {
    turn = side;
    began = System.nanoTime();
    notifyAll();
  }
}
