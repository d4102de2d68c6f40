package dev.fidelio.cvae;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import dev.fidelio.formats.Safetensors;
import dev.fidelio.formats.Tensor;

/** Inputs and what PyTorch made of them (golden.py beside the files). */
record Golden(Safetensors file) {

  /** The network from which PyTorch started. */
  static final Checkpoint START = Checkpoint.read(SmallNetworks.resource("start.safetensors"));

  /** golden.py's constants. */
  static final double BETA = 0.5;

  static final int BATCH = 4;
  static final double DECAY = 0.1;
  static final double CLIP_NORM = 0.5;

  static Golden of(String name) {
    return new Golden(Safetensors.read(SmallNetworks.resource(name)));
  }

  /** The images and labels that a step of PyTorch learnt from. */
  LabelledImages images(int step) {
    return new LabelledImages(bytes(step + ".pixels"), bytes(step + ".labels"), 6);
  }

  NDArray array(String name, NDManager manager) {
    Tensor tensor = file.tensors().get(name);
    return manager.create(tensor.floats(), new Shape(tensor.shape()));
  }

  double number(String name) {
    return file.tensors().get(name).floats()[0];
  }

  /** Equal to within 1e-5 of the largest number in the array. */
  void assertHas(String name, NDArray actual) {
    Tensor expected = file.tensors().get(name);
    float[] numbers = expected.floats();
    float largest = 0;
    for (float number : numbers) {
      largest = Math.max(largest, Math.abs(number));
    }
    assertThat(actual.getShape().getShape()).as(name).isEqualTo(expected.shape());
    assertThat(actual.toFloatArray()).as(name).containsExactly(numbers, within(1e-5f * largest));
  }

  private byte[] bytes(String name) {
    Tensor tensor = file.tensors().get(name);
    byte[] bytes = new byte[tensor.data().remaining()];
    tensor.data().get(bytes);
    return bytes;
  }
}
