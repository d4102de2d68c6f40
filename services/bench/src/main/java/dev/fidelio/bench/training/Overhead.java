package dev.fidelio.bench.training;

import dev.fidelio.bench.MnistImages;
import dev.fidelio.bench.training.AlternatingThreads.Side;
import dev.fidelio.contracts.Hyperparameters;
import dev.fidelio.cvae.Compute;
import dev.fidelio.cvae.LabelledImages;
import dev.fidelio.cvae.StepListener;
import dev.fidelio.testing.Mnist;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Locale;
import java.util.concurrent.FutureTask;

/**
 * Trains the defaults twice, alternating between a worker and the bare loop, and prints how much
 * longer the worker took. Both train one epoch first, to be warm like a worker that has been up for
 * a while.
 */
final class Overhead {

  /** About half a second. */
  private static final int STEPS_OF_TURN = 100;

  private Overhead() {}

  /** Takes the numbers of epochs (10) and threads (1). */
  public static void main(String[] arguments) throws Exception {
    int epochs = arguments.length > 0 ? Integer.parseInt(arguments[0]) : 10;
    int threads = arguments.length > 1 ? Integer.parseInt(arguments[1]) : 1;
    Hyperparameters settings = DefaultTraining.of(epochs, 32);
    Hyperparameters warmUp = DefaultTraining.of(1, 32);
    Compute compute = Compute.on("cpu", threads);
    Path data = Mnist.folder();
    LabelledImages train = MnistImages.read(data, "train");
    LabelledImages test = MnistImages.read(data, "t10k");
    AlternatingThreads alternatingThreads = new AlternatingThreads();
    try (WorkerLoop loop = new WorkerLoop(data)) {
      loop.train("warm-up", warmUp, compute, Clock.systemUTC());
      BareLoop.train(train, test, warmUp, compute, progress -> true);
      FutureTask<Void> worker =
          new FutureTask<>(
              () -> {
                try {
                  loop.train(
                      "measured",
                      settings,
                      compute,
                      new TurnClock(alternatingThreads, STEPS_OF_TURN));
                } finally {
                  alternatingThreads.leave(Side.WORKER);
                }
              },
              null);
      new Thread(worker, "worker").start();
      alternatingThreads.await(Side.BARE_LOOP);
      BareLoop.train(train, test, settings, compute, inTurn(alternatingThreads));
      alternatingThreads.leave(Side.BARE_LOOP);
      worker.get();
    }
    double worker = alternatingThreads.seconds(Side.WORKER);
    double bare = alternatingThreads.seconds(Side.BARE_LOOP);
    System.out.printf(
        Locale.ROOT,
        "%d epochs: worker %.1f s, bare loop %.1f s, overhead %.1f %%%n",
        epochs,
        worker,
        bare,
        100 * (worker / bare - 1));
    System.exit(0);
  }

  private static StepListener inTurn(AlternatingThreads alternatingThreads) {
    int[] steps = {0};
    return progress -> {
      if (++steps[0] % STEPS_OF_TURN == 0) {
        alternatingThreads.next(Side.BARE_LOOP);
      }
      return true;
    };
  }
}
