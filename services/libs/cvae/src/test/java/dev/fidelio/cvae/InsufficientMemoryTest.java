package dev.fidelio.cvae;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.djl.engine.EngineException;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import org.junit.jupiter.api.Test;

class InsufficientMemoryTest {

  @Test
  void anArrayThatLibtorchCannotAllocateHasItsNameAndTheNextOneIsAllocated() {
    try (NDManager manager = SmallNetworks.compute().open()) {
      assertThatThrownBy(
              () -> InsufficientMemoryException.named(() -> manager.zeros(new Shape(1L << 45))))
          .isInstanceOf(InsufficientMemoryException.class)
          .hasMessageContaining("a smaller batchSize, smaller hiddenSizes");

      NDArray small = InsufficientMemoryException.named(() -> manager.zeros(new Shape(1)));

      assertThat(small.getFloat()).isZero();
    }
  }

  @Test
  void anotherFailureOfLibtorchKeepsItsOwn() {
    try (NDManager manager = SmallNetworks.compute().open()) {
      NDArray two = manager.zeros(new Shape(2));
      NDArray three = manager.zeros(new Shape(3));

      assertThatThrownBy(() -> InsufficientMemoryException.named(() -> two.add(three)))
          .isInstanceOf(EngineException.class);
    }
  }
}
