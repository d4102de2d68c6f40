package dev.fidelio.sampler;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class LabelsTest {

  /** MNIST's test labels. */
  private static final List<Integer> MNIST =
      List.of(980, 1135, 1032, 1010, 982, 892, 958, 1028, 974, 1009);

  @Test
  void asManySamplesAsReferenceImagesHaveTheirLabels() {
    int[] labels = Labels.inProportion(MNIST, 10_000);

    assertThat(counts(labels)).isEqualTo(MNIST);
  }

  @Test
  void fewerSamplesKeepTheProportion() {
    int[] labels = Labels.inProportion(MNIST, 1_000);

    assertThat(labels).hasSize(1_000).isSorted();
    assertThat(counts(labels)).containsExactly(98, 114, 103, 101, 98, 89, 96, 103, 97, 101);
  }

  @Test
  void aGridHasARowForEachClass() {
    assertThat(Labels.rows(3, 2)).containsExactly(0, 0, 1, 1, 2, 2);
  }

  private static List<Integer> counts(int[] labels) {
    Integer[] counts = new Integer[MNIST.size()];
    Arrays.fill(counts, 0);
    for (int label : labels) {
      counts[label]++;
    }
    return List.of(counts);
  }
}
