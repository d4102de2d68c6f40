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
 * A training step as one call of TorchScript: forward pass, loss, every gradient and the optimizer
 * ({@code step.pt}, compiled from {@code src/main/torchscript/step.py}). It computes what {@link
 * Cvae} and its gradients define, for layers of any size, in about half the time that a separate
 * call for each operation takes.
 */
final class CompiledStep implements AutoCloseable {

  private final PtSymbolBlock step;
  private final Map<String, NDArray> gradientsByName = new LinkedHashMap<>();
  private final IValue weights;
  private final IValue gradients;
  private final IValue firstMoments;
  private final IValue secondMoments;
  private final IValue lossSums;
  private final IValue weightDecay;
  private final IValue decoupled;
  private final IValue clipNorm;

  /** A step that changes parameters, moments and sums in place. */
  CompiledStep(
      NDManager manager, TrainableParameters parameters, LossSum sums, Optimizer optimizer) {
    step = load(manager);
    parameters.weights().forEach((name, weight) -> gradientsByName.put(name, weight.zerosLike()));
    weights = list(parameters.weights().values());
    gradients = list(gradientsByName.values());
    firstMoments = list(parameters.firstMoments().values());
    secondMoments = list(parameters.secondMoments().values());
    lossSums = IValue.from((PtNDArray) sums.array());
    weightDecay = IValue.from(optimizer.weightDecay());
    decoupled = IValue.from(optimizer.algorithm() == Optimizer.Algorithm.ADAMW);
    clipNorm = IValue.from(optimizer.clipNorm());
  }

  /**
   * The steps of one epoch.
   *
   * @param all every image as bytes (N, P), label one-hot (N, C), their order (N), noise (N, Z)
   */
  Epoch over(List<NDArray> all) {
    return new Epoch(all);
  }

  /** The gradient of the loss by a parameter in the last step. */
  NDArray gradient(String parameter) {
    return gradientsByName.get(parameter);
  }

  @Override
  public void close() {
    for (IValue value :
        List.of(
            weights,
            gradients,
            firstMoments,
            secondMoments,
            lossSums,
            weightDecay,
            decoupled,
            clipNorm)) {
      value.close();
    }
    gradientsByName.values().forEach(NDArray::close);
    step.close();
  }

  /** The steps of one epoch. */
  final class Epoch implements AutoCloseable {

    private final IValue all;

    private Epoch(List<NDArray> all) {
      this.all = list(all);
    }

    /**
     * Takes an optimizer step on one batch.
     *
     * @param start the batch's first position in the epoch's order
     * @param end the first position of the next batch
     * @param t the optimizer's step, from 1
     * @param learningRate η of this step
     * @param klWeight β of this step
     */
    void take(int start, int end, long t, double learningRate, double klWeight) {
      try (IValue from = IValue.from(start);
          IValue to = IValue.from(end);
          IValue beta = IValue.from(klWeight);
          IValue count = IValue.from(t);
          IValue eta = IValue.from(learningRate)) {
        // In the order of step.py's parameters, which TorchScript takes by position.
        step.forward(
                all,
                from,
                to,
                weights,
                gradients,
                firstMoments,
                secondMoments,
                lossSums,
                beta,
                count,
                eta,
                weightDecay,
                decoupled,
                clipNorm)
            .close();
      }
    }

    @Override
    public void close() {
      all.close();
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
