package dev.fidelio.cvae;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.fidelio.cvae.RandomStream.Purpose;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class RandomStreamTest {

  @Test
  void theGeneratorIsSplitMix64() {
    SplittableRandom expected = new SplittableRandom(42); // the JDK's, with the same constants
    RandomStream stream = new RandomStream(42);

    for (int i = 0; i < 100; i++) {
      assertThat(stream.nextLong()).isEqualTo(expected.nextLong());
    }
  }

  @Test
  void theNumbersNeverChange() {
    float[] normal = new float[3];

    RandomStream.of(1234, Purpose.TRAINING_NOISE, 5, 67).fillNormal(normal, 0, 3);

    // Written down when the format was made; another value would change every training.
    assertThat(normal).containsExactly(-0.25612998f, -1.3432316f, 1.358418f);
  }

  @Test
  void everyPurposeEpochAndStepHasAStreamOfItsOwn() {
    Set<Long> first = new HashSet<>();

    for (Purpose purpose : Purpose.values()) {
      for (int epoch = 0; epoch < 20; epoch++) {
        for (int step = 0; step < 20; step++) {
          first.add(RandomStream.of(1, purpose, epoch, step).nextLong());
        }
      }
    }

    assertThat(first).hasSize(Purpose.values().length * 20 * 20);
  }

  @Test
  void normalNumbersHaveMeanZeroAndVarianceOne() {
    float[] normal = new float[200_001];

    RandomStream.of(1, Purpose.SAMPLING, 0, 0).fillNormal(normal, 0, normal.length);

    double mean = IntStream.range(0, normal.length).mapToDouble(i -> normal[i]).average().orElse(9);
    double square =
        IntStream.range(0, normal.length)
            .mapToDouble(i -> normal[i] * normal[i])
            .average()
            .orElse(9);
    assertThat(mean).isCloseTo(0, within(0.01));
    assertThat(square).isCloseTo(1, within(0.02));
  }

  @Test
  void uniformNumbersFillTheirRange() {
    float[] uniform = new float[10_000];

    RandomStream.of(1, Purpose.INITIALISATION, 0, 0).fillUniform(uniform, 0.25);

    Arrays.sort(uniform);
    assertThat(uniform[0]).isBetween(-0.25f, -0.2499f);
    assertThat(uniform[5_000]).isCloseTo(0, within(0.01f));
    assertThat(uniform[9_999]).isBetween(0.2499f, 0.25f);
  }

  @Test
  void aPermutationHoldsEveryNumberOnce() {
    int[] order = RandomStream.of(1, Purpose.SHUFFLE, 1, 0).permutation(1_000);

    assertThat(order).isNotEqualTo(IntStream.range(0, 1_000).toArray());
    assertThat(Arrays.stream(order).sorted().toArray())
        .isEqualTo(IntStream.range(0, 1_000).toArray());
  }
}
