package dev.fidelio.cvae;

/**
 * A stream of random numbers that is a pure function of what it is for, so that nothing of a
 * generator has to be saved and any process continues where another stopped.
 *
 * <p>The generator is SplitMix64 (Steele, Lea, Flood: Fast Splittable Pseudorandom Number
 * Generators, OOPSLA 2014). It is written out here, and its transcendental functions are {@link
 * StrictMath}'s, because the numbers must not change with the Java version.
 */
final class RandomStream {

  /** What the numbers are for. The ids are part of every result and never change. */
  enum Purpose {
    INITIALISATION(1),
    SHUFFLE(2),
    TRAINING_NOISE(3),
    TEST_NOISE(4),
    SAMPLING(5);

    private final long id;

    Purpose(long id) {
      this.id = id;
    }
  }

  private static final long GOLDEN_GAMMA = 0x9e3779b97f4a7c15L;

  private long state;

  /** The stream from a state of the generator. */
  RandomStream(long state) {
    this.state = state;
  }

  /** The stream of one purpose in one step of one epoch; what counts as a step is the purpose's. */
  static RandomStream of(long seed, Purpose purpose, long epoch, long step) {
    long state = mix(seed + GOLDEN_GAMMA);
    state = mix(state + purpose.id * GOLDEN_GAMMA);
    state = mix(state + epoch * GOLDEN_GAMMA);
    state = mix(state + step * GOLDEN_GAMMA);
    return new RandomStream(state);
  }

  /** 64 random bits. */
  long nextLong() {
    state += GOLDEN_GAMMA;
    return mix(state);
  }

  /** Uniform in [0, 1), a multiple of 2⁻⁵³. */
  double nextDouble() {
    return (nextLong() >>> 11) * 0x1.0p-53;
  }

  /** Fills with independent numbers of the uniform distribution in [−bound, bound). */
  void fillUniform(float[] values, double bound) {
    for (int i = 0; i < values.length; i++) {
      values[i] = (float) ((2 * nextDouble() - 1) * bound);
    }
  }

  /**
   * Fills the places from start to before end with standard normal numbers (Marsaglia's polar
   * method).
   */
  void fillNormal(float[] values, int start, int end) {
    for (int i = start; i < end; ) {
      double u = 2 * nextDouble() - 1;
      double v = 2 * nextDouble() - 1;
      double s = u * u + v * v;
      if (s >= 1 || s == 0) {
        continue;
      }
      double scale = Math.sqrt(-2 * StrictMath.log(s) / s);
      values[i++] = (float) (u * scale);
      if (i < end) {
        values[i++] = (float) (v * scale);
      }
    }
  }

  /** The numbers 0 to n − 1, each order equally likely (Fisher and Yates). */
  int[] permutation(int n) {
    int[] order = new int[n];
    for (int i = 0; i < n; i++) {
      int j = (int) (nextDouble() * (i + 1));
      order[i] = order[j];
      order[j] = i;
    }
    return order;
  }

  private static long mix(long z) {
    z = (z ^ (z >>> 30)) * 0xbf58476d1ce4e5b9L;
    z = (z ^ (z >>> 27)) * 0x94d049bb133111ebL;
    return z ^ (z >>> 31);
  }
}
