package dev.fidelio.evaluator;

/** An extractor that also says which digit an image shows. */
interface DigitClassifier extends Extractor {

  /**
   * Classifies images.
   *
   * @param images N of them
   * @param by what their features are by, so that this one looks only once where it is itself
   * @param vectors the features, (N, D)
   * @return (N), from 0 to 9
   */
  int[] classes(Images images, Extractor by, float[][] vectors);
}
