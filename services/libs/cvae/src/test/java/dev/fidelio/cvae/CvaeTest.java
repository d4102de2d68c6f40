package dev.fidelio.cvae;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import ai.djl.engine.Engine;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import ai.djl.training.GradientCollector;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

/** Against PyTorch's numbers (golden.py beside golden.safetensors) and against its autograd. */
class CvaeTest {

  private static final double BETA = 0.5;
  private static final Checkpoint START = Checkpoint.read(Fixture.resource("start.safetensors"));
  private static final Safetensors GOLDEN =
      Safetensors.read(Fixture.resource("golden.safetensors"));

  @Test
  void lossEveryGradientAndThreeStepsOfAdamAreThoseOfPyTorch() {
    try (NDManager manager = Fixture.compute().open()) {
      Map<String, NDArray> weights = load(START::weight, manager);
      Map<String, NDArray> first = load(START::firstMoment, manager);
      Map<String, NDArray> second = load(START::secondMoment, manager);
      Cvae cvae = new Cvae(START.architecture(), weights);
      try (Adam adam = new Adam(manager, weights, first, second, START.settings().learningRate())) {
        for (int step = 1; step <= 3; step++) {
          Pass pass = forward(cvae, step, manager);
          Gradients gradients = cvae.backward(pass, BETA);
          adam.step(gradients, step);

          assertGolden(step + ".mu", pass.mu());
          assertGolden(step + ".logvar", pass.logVar());
          assertGolden(step + ".logits", pass.logits());
          assertGolden(step + ".bce", pass.bce());
          assertGolden(step + ".kl", pass.kl());
          for (String name : weights.keySet()) {
            assertGolden(step + ".gradient." + name, gradients.of(name));
            assertGolden(step + ".weight." + name, weights.get(name));
            assertGolden(step + ".exp_avg." + name, first.get(name));
            assertGolden(step + ".exp_avg_sq." + name, second.get(name));
          }
        }
      }
    }
  }

  @Test
  void decodedPixelsAreThoseOfPyTorch() {
    try (NDManager manager = Fixture.compute().open()) {
      Cvae cvae = new Cvae(START.architecture(), load(START::weight, manager));

      NDArray decoded = cvae.decode(array("1.epsilon", manager), labels(1, manager));

      assertGolden("1.decoded", decoded);
    }
  }

  @Test
  void gradientsWrittenOutAreThoseOfAutograd() {
    Architecture architecture = new Architecture(40, 5, List.of(30, 20, 10), 7);
    LabelledImages images = Fixture.images(16, architecture);
    Checkpoint start = Checkpoint.initial(architecture, Fixture.SETTINGS);
    try (NDManager manager = Fixture.compute().open()) {
      Map<String, NDArray> weights = Parameters.load(architecture, start::weight, manager);
      Cvae cvae = new Cvae(architecture, weights);
      Batches batches = new Batches(images, architecture, images.inOrder(), 16);
      NDArray x = batches.x(0, manager);
      NDArray y = batches.y(0, manager);
      RandomStream random = RandomStream.of(1, RandomStream.Purpose.TRAINING_NOISE, 1, 1);
      NDArray epsilon = batches.epsilon(0, random, manager);

      Gradients written = cvae.backward(cvae.forward(x, y, epsilon), 2.5);

      weights.values().forEach(weight -> weight.setRequiresGradient(true));
      try (GradientCollector collector = Engine.getEngine("PyTorch").newGradientCollector()) {
        Pass pass = cvae.forward(x, y, epsilon);
        collector.backward(pass.bce().add(pass.kl().mul(2.5f)).div(16f));
      }
      for (String name : weights.keySet()) {
        assertThat(written.of(name).toFloatArray())
            .as(name)
            .containsExactly(weights.get(name).getGradient().toFloatArray(), within(1e-6f));
      }
    }
  }

  private static Pass forward(Cvae cvae, int step, NDManager manager) {
    NDArray x = manager.create(grey(step), new Shape(4, 6));
    return cvae.forward(x, labels(step, manager), array(step + ".epsilon", manager));
  }

  private static float[] grey(int step) {
    byte[] bytes = bytes(step + ".pixels");
    float[] grey = new float[bytes.length];
    for (int i = 0; i < grey.length; i++) {
      grey[i] = (bytes[i] & 0xff) / 255f;
    }
    return grey;
  }

  private static NDArray labels(int step, NDManager manager) {
    byte[] labels = bytes(step + ".labels");
    float[] y = new float[labels.length * 3];
    for (int i = 0; i < labels.length; i++) {
      y[i * 3 + labels[i]] = 1;
    }
    return manager.create(y, new Shape(labels.length, 3));
  }

  private static byte[] bytes(String name) {
    Tensor tensor = GOLDEN.tensors().get(name);
    byte[] bytes = new byte[tensor.data().remaining()];
    tensor.data().get(bytes);
    return bytes;
  }

  private static NDArray array(String name, NDManager manager) {
    Tensor tensor = GOLDEN.tensors().get(name);
    return manager.create(tensor.floats(), new Shape(tensor.shape()));
  }

  private static Map<String, NDArray> load(Function<String, Tensor> tensors, NDManager manager) {
    return new LinkedHashMap<>(Parameters.load(START.architecture(), tensors, manager));
  }

  private static void assertGolden(String name, NDArray actual) {
    Tensor expected = GOLDEN.tensors().get(name);
    assertThat(actual.getShape().getShape()).as(name).isEqualTo(expected.shape());
    assertThat(actual.toFloatArray()).as(name).containsExactly(expected.floats(), within(5e-6f));
  }
}
