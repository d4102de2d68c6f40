package dev.fidelio.cvae;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import ai.djl.engine.Engine;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.training.GradientCollector;
import dev.fidelio.formats.Digests;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The compiled step against the network in Java, and against PyTorch's numbers. */
class CompiledStepTest {

  @Test
  void theArchiveIsTheOneWhoseDigestStandsBesideIt() {
    byte[] archive = SmallNetworks.resource("step.pt");
    String expected =
        new String(SmallNetworks.resource("step.pt.sha256"), StandardCharsets.US_ASCII);

    assertThat(expected).isEqualTo(Digests.sha256(archive) + "  step.pt\n");
  }

  @Test
  void lossAndGradientsAreThoseOfTheNetworkInJavaForLayersOfAnySize() {
    assertSameAsInJava(new Architecture(40, 5, List.of(30, 20, 10), 7));
    assertSameAsInJava(new Architecture(9, 2, List.of(1), 1));
    assertSameAsInJava(new Architecture(784, 10, List.of(512, 256), 20));
  }

  @Test
  void threeStepsOfAdamAreThoseOfPyTorch() {
    Golden golden = Golden.of("golden.safetensors");

    assertThreeSteps(golden, Optimizer.ADAM, StepSchedule.CONSTANT);
  }

  @Test
  void threeStepsOfAdamwWithClippedGradientsAlongACosineAreThoseOfPyTorch() {
    Golden golden = Golden.of("golden-adamw.safetensors");
    Optimizer adamw = new Optimizer(Optimizer.Algorithm.ADAMW, Golden.DECAY, Golden.CLIP_NORM);

    assertThreeSteps(golden, adamw, new StepSchedule(StepSchedule.Shape.COSINE, 3, 0, 0));
  }

  private static void assertThreeSteps(
      Golden golden, Optimizer optimizer, StepSchedule stepSchedule) {
    try (NDManager manager = SmallNetworks.compute().open()) {
      TrainableParameters parameters = TrainableParameters.load(Golden.START, manager);
      LossSum sums = new LossSum(0, 0, manager);
      double bce = 0;
      double kl = 0;
      try (CompiledStep compiled = new CompiledStep(manager, parameters, sums, optimizer)) {
        for (int step = 1; step <= 3; step++) {
          ImageTensors images = ImageTensors.of(golden.images(step), 3, manager);
          NDArray order = manager.create(new long[] {0, 1, 2, 3});
          NDArray noise = golden.array(step + ".epsilon", manager);
          double learningRate = 0.01 * stepSchedule.learningRate(step, 1);
          try (CompiledStep.Epoch epoch =
              compiled.over(List.of(images.pixels(), images.labels(), order, noise))) {
            epoch.take(0, Golden.BATCH, step, learningRate, Golden.BETA);
          }

          bce += golden.number(step + ".bce");
          kl += golden.number(step + ".kl");
          assertThat(learningRate).isCloseTo(golden.number(step + ".learning_rate"), within(1e-9));
          assertThat(sums.values()[0]).isCloseTo(bce, within(1e-5 * bce));
          assertThat(sums.values()[1]).isCloseTo(kl, within(1e-5 * kl));
          for (String name : parameters.weights().keySet()) {
            golden.assertHas(step + ".gradient." + name, compiled.gradient(name));
            golden.assertHas(step + ".weight." + name, parameters.weights().get(name));
            golden.assertHas(step + ".exp_avg." + name, parameters.firstMoments().get(name));
            golden.assertHas(step + ".exp_avg_sq." + name, parameters.secondMoments().get(name));
          }
        }
      }
    }
  }

  /** NaN where one of the elements is NaN. */
  private static float largestDifference(NDArray actual, NDArray expected) {
    float[] difference = actual.sub(expected).toFloatArray();
    float largest = 0;
    for (float each : difference) {
      largest = Math.max(largest, Math.abs(each));
    }
    return largest;
  }

  private static void assertSameAsInJava(Architecture architecture) {
    int count = 16;
    LabelledImages images = SmallNetworks.images(count, architecture);
    Checkpoint start = Checkpoint.initial(architecture, SmallNetworks.SETTINGS);
    try (NDManager manager = SmallNetworks.compute().open()) {
      Map<String, NDArray> weights = Parameters.load(architecture, start::weight, manager);
      Batches batches =
          new Batches(
              ImageTensors.of(images, architecture.classes(), manager),
              architecture.latentSize(),
              RandomStream.of(1, RandomStream.Purpose.SHUFFLE, 1, 0).permutation(count),
              count,
              batch -> RandomStream.of(1, RandomStream.Purpose.TRAINING_NOISE, 1, batch),
              manager);
      weights.values().forEach(weight -> weight.setRequiresGradient(true));
      ForwardPass forwardPass;
      try (GradientCollector collector = Engine.getEngine("PyTorch").newGradientCollector()) {
        forwardPass =
            new Cvae(architecture, weights)
                .forward(batches.x(0, manager), batches.y(0, manager), batches.epsilon(0, manager));
        collector.backward(forwardPass.bce().add(forwardPass.kl().mul(2.5f)).div(count));
      }

      LossSum sums = new LossSum(0, 0, manager);
      try (CompiledStep compiled =
          new CompiledStep(
              manager, TrainableParameters.load(start, manager), sums, Optimizer.ADAM)) {
        try (CompiledStep.Epoch epoch = compiled.over(batches.all())) {
          epoch.take(0, count, 1, 0.01, 2.5);
        }

        assertThat(sums.values()[0]).isCloseTo(forwardPass.bce().getFloat(), within(1e-3));
        assertThat(sums.values()[1]).isCloseTo(forwardPass.kl().getFloat(), within(1e-5));
        for (String name : weights.keySet()) {
          assertThat(compiled.gradient(name).getShape()).isEqualTo(weights.get(name).getShape());
          assertThat(largestDifference(compiled.gradient(name), weights.get(name).getGradient()))
              .as(name)
              .isLessThanOrEqualTo(2e-6f);
        }
      }
    }
  }
}
