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
import java.util.Map;

/**
 * Adam as {@code torch.optim.Adam} has it (Kingma and Ba 2015, with the bias corrected before ε is
 * added):
 *
 * <pre>
 * m ← β₁ m + (1 − β₁) g          m̂ = m / (1 − β₁ᵗ)
 * v ← β₂ v + (1 − β₂) g²         v̂ = v / (1 − β₂ᵗ)          θ ← θ − η m̂ / (√v̂ + ε)
 * </pre>
 *
 * <p>The step is libtorch's fused one, over all parameters at once, through a small TorchScript
 * module ({@code adam.pt}, made from {@code src/main/torchscript/adam.py}): a dozen operations for
 * each parameter would take as long as the network.
 */
final class Adam implements AutoCloseable {

  private static final double BETA_1 = 0.9;
  private static final double BETA_2 = 0.999;
  private static final double EPSILON = 1e-8;

  private final Map<String, NDArray> parameters;
  private final PtSymbolBlock fused;
  private final IValue weights;
  private final IValue firstMoments;
  private final IValue secondMoments;
  private final IValue[] constants;

  /**
   * An optimiser that changes parameters and moments in place; all three maps have the same keys in
   * the same order.
   */
  Adam(
      NDManager manager,
      Map<String, NDArray> parameters,
      Map<String, NDArray> firstMoments,
      Map<String, NDArray> secondMoments,
      double learningRate) {
    this.parameters = parameters;
    this.fused = load(manager);
    this.weights = list(parameters.values());
    this.firstMoments = list(firstMoments.values());
    this.secondMoments = list(secondMoments.values());
    this.constants =
        new IValue[] {
          IValue.from(learningRate), IValue.from(BETA_1), IValue.from(BETA_2), IValue.from(EPSILON)
        };
  }

  /**
   * Takes step t.
   *
   * @param t the step's number, from 1
   */
  void step(Gradients gradients, long t) {
    try (IValue g = list(parameters.keySet().stream().map(gradients::of).toList());
        IValue count = IValue.from(t)) {
      fused
          .forward(
              weights,
              g,
              firstMoments,
              secondMoments,
              count,
              constants[0],
              constants[1],
              constants[2],
              constants[3])
          .close();
    }
  }

  @Override
  public void close() {
    weights.close();
    firstMoments.close();
    secondMoments.close();
    for (IValue constant : constants) {
      constant.close();
    }
    fused.close();
  }

  private static IValue list(Collection<NDArray> arrays) {
    return IValue.listFrom(arrays.toArray(PtNDArray[]::new));
  }

  private static PtSymbolBlock load(NDManager manager) {
    try (InputStream archive = Adam.class.getResourceAsStream("adam.pt")) {
      return JniUtils.loadModule((PtNDManager) manager, archive, true, false);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
