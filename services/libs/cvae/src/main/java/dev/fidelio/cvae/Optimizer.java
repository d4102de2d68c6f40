package dev.fidelio.cvae;

/**
 * How gradients change the weights: Adam (Kingma and Ba 2015), with β₁ = 0.9, β₂ = 0.999, ε = 1e-8
 * and the bias corrected before ε is added, as {@code torch.optim} has it:
 *
 * <pre>
 * m ← β₁ m + (1 − β₁) g          m̂ = m / (1 − β₁ᵗ)
 * v ← β₂ v + (1 − β₂) g²         v̂ = v / (1 − β₂ᵗ)          θ ← θ − η m̂ / (√v̂ + ε)
 * </pre>
 *
 * @param algorithm what the decay of weights acts on
 * @param weightDecay λ, not negative
 * @param clipNorm the largest norm of all gradients together: where it is larger, all are
 *     multiplied by clipNorm / (norm + 1e-6), as {@code torch.nn.utils.clip_grad_norm_} does; 0 for
 *     no limit
 */
public record Optimizer(Algorithm algorithm, double weightDecay, double clipNorm) {

  /** What the decay of weights acts on. */
  public enum Algorithm {
    /** The gradient: g + λ θ stands for g. */
    ADAM,
    /** The weight itself, which loses η λ θ before the step (Loshchilov and Hutter 2019). */
    ADAMW
  }

  /** Adam without decay or limit. */
  public static final Optimizer ADAM = new Optimizer(Algorithm.ADAM, 0, 0);

  /**
   * Checks the ranges.
   *
   * @throws IllegalArgumentException naming the value that is out of its range
   */
  public Optimizer {
    TrainingSettings.requireNotNegative("weightDecay", weightDecay);
    TrainingSettings.requireNotNegative("clipNorm", clipNorm);
  }
}
