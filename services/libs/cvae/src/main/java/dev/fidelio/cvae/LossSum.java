package dev.fidelio.cvae;

/** The loss of image after image, added up in double precision. */
final class LossSum {

  private final double beta;
  private double bce;
  private double kl;
  private long images;

  LossSum(double beta) {
    this.beta = beta;
  }

  void add(Pass pass, int images) {
    bce += pass.bce().getFloat();
    kl += pass.kl().getFloat();
    this.images += images;
  }

  Loss mean() {
    return new Loss((bce + beta * kl) / images, bce / images, kl / images);
  }

  long images() {
    return images;
  }
}
