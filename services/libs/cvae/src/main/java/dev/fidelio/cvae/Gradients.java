package dev.fidelio.cvae;

import ai.djl.ndarray.NDArray;
import java.util.HashMap;
import java.util.Map;

/** The loss's gradients by the parameters, by the parameters' names. */
final class Gradients {

  private final Map<String, NDArray> byName = new HashMap<>();

  void put(String parameter, NDArray gradient) {
    byName.put(parameter, gradient);
  }

  NDArray of(String parameter) {
    return byName.get(parameter);
  }
}
