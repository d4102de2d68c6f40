package dev.fidelio.evaluator;

/** An extractor that also says which digit an image shows. */
interface DigitClassifier extends Extractor {

  /**
   * Classifies images.
   *
   * @param images N images
   * @param by the extractor of the features, which are reused if it is this one
   * @param vectors the features, (N, D)
   * @return (N), from 0 to 9
   */
  int[] classes(GreyImages images, Extractor by, float[][] vectors);
}
