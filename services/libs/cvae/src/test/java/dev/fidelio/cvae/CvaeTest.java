package dev.fidelio.cvae;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import org.junit.jupiter.api.Test;

/** The network in Java against PyTorch's numbers. */
class CvaeTest {

  private static final Golden GOLDEN = Golden.of("golden.safetensors");

  @Test
  void activationsAndLossesAreThoseOfPyTorch() {
    try (NDManager manager = SmallNetworks.compute().open()) {
      Cvae cvae =
          new Cvae(
              Golden.START.architecture(),
              Parameters.load(Golden.START.architecture(), Golden.START::weight, manager));
      ImageTensors images = ImageTensors.of(GOLDEN.images(1), 3, manager);
      NDArray x = images.pixels().toType(DataType.FLOAT32, true).divi(255f);

      ForwardPass forwardPass =
          cvae.forward(x, images.labels(), GOLDEN.array("1.epsilon", manager));

      GOLDEN.assertHas("1.mu", forwardPass.mu());
      GOLDEN.assertHas("1.logvar", forwardPass.logVar());
      GOLDEN.assertHas("1.logits", forwardPass.logits());
      GOLDEN.assertHas("1.bce", forwardPass.bce());
      GOLDEN.assertHas("1.kl", forwardPass.kl());
    }
  }

  @Test
  void decodedPixelsAreThoseOfPyTorch() {
    try (NDManager manager = SmallNetworks.compute().open()) {
      Cvae cvae =
          new Cvae(
              Golden.START.architecture(),
              Parameters.load(Golden.START.architecture(), Golden.START::weight, manager));
      NDArray y = ImageTensors.of(GOLDEN.images(1), 3, manager).labels();

      NDArray decoded = cvae.decode(GOLDEN.array("1.epsilon", manager), y);

      GOLDEN.assertHas("1.decoded", decoded);
    }
  }
}
