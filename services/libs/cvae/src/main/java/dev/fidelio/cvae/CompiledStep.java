package dev.fidelio.cvae;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.pytorch.engine.PtNDArray;
import ai.djl.pytorch.engine.PtNDManager;
import ai.djl.pytorch.engine.PtSymbolBlock;
import ai.djl.pytorch.jni.IValue;
import ai.djl.pytorch.jni.JniUtils;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A step of training as one call of TorchScript: the forward pass, the loss, every gradient and the
 * optimiser ({@code step.pt}, made from {@code src/main/torchscript/step.py}). It computes what
 * {@link Cvae} and its gradients say, for layers of any size, in about half the time that a call
 * for each operation takes.
 */
final class CompiledStep implements AutoCloseable {

  private final PtSymbolBlock step;
  private final Map<String, NDArray> gradients = new LinkedHashMap<>();
  private final IValue[] state;
  private final IValue[] optimizer;

  /** A step that changes weights, moments and sums in place; the maps have the same keys. */
  CompiledStep(
      NDManager manager,
      Map<String, NDArray> weights,
      Map<String, NDArray> firstMoments,
      Map<String, NDArray> secondMoments,
      LossSum sums,
      Optimizer optimizer) {
    step = load(manager);
    weights.forEach((name, weight) -> gradients.put(name, weight.zerosLike()));
    state =
        new IValue[] {
          list(weights.values()),
          list(gradients.values()),
          list(firstMoments.values()),
          list(secondMoments.values()),
          IValue.from((PtNDArray) sums.array())
        };
    this.optimizer =
        new IValue[] {
          IValue.from(optimizer.weightDecay()),
          IValue.from(optimizer.algorithm() == Optimizer.Algorithm.ADAMW),
          IValue.from(optimizer.clipNorm())
        };
  }

  /**
   * The steps of one epoch.
   *
   * @param all every image as bytes (N, P), label one-hot (N, C), their order (N), noise (N, Z)
   */
  Epoch over(List<NDArray> all) {
    return new Epoch(all);
  }

  /** The gradient by a parameter in the last step. */
  NDArray gradient(String parameter) {
    return gradients.get(parameter);
  }

  @Override
  public void close() {
    closeAll(state);
    closeAll(optimizer);
    gradients.values().forEach(NDArray::close);
    step.close();
  }

  /** The steps of one epoch. */
  final class Epoch implements AutoCloseable {

    private final IValue all;

    private Epoch(List<NDArray> all) {
      this.all = list(all);
    }

    /**
     * Learns from a batch.
     *
     * @param start where it starts in the epoch's order
     * @param end where the next one starts
     * @param t the optimiser's step, from 1
     * @param learningRate η of this step
     * @param klWeight β of this step
     */
    void take(int start, int end, long t, double learningRate, double klWeight) {
      IValue[] told = {
        IValue.from(start),
        IValue.from(end),
        IValue.from(klWeight),
        IValue.from(t),
        IValue.from(learningRate)
      };
      step.forward(
              all,
              told[0],
              told[1],
              state[0],
              state[1],
              state[2],
              state[3],
              state[4],
              told[2],
              told[3],
              told[4],
              optimizer[0],
              optimizer[1],
              optimizer[2])
          .close();
      closeAll(told);
    }

    @Override
    public void close() {
      all.close();
    }
  }

  private static void closeAll(IValue... values) {
    for (IValue value : values) {
      value.close();
    }
  }

  private static IValue list(Collection<NDArray> arrays) {
    return IValue.listFrom(arrays.toArray(PtNDArray[]::new));
  }

  private static PtSymbolBlock load(NDManager manager) {
    try (InputStream archive = CompiledStep.class.getResourceAsStream("step.pt")) {
      return JniUtils.loadModule((PtNDManager) manager, archive, true, false);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
