package dev.fidelio.cvae;

/**
 * Images drawn from a network.
 *
 * @param latents what each was made of, N × latent size, image after image
 * @param images the pixels' expected grey values, 0 (black) to 1 (white), N × pixels
 */
public record Samples(float[] latents, float[] images) {

  /** The images as grey values 0 to 255. */
  public byte[] greys() {
    byte[] greys = new byte[images.length];
    for (int i = 0; i < greys.length; i++) {
      greys[i] = grey(images[i]);
    }
    return greys;
  }

  /** round(255 · p), halves to the even number. */
  static byte grey(float p) {
    return (byte) (int) Math.rint(255f * p);
  }
}
