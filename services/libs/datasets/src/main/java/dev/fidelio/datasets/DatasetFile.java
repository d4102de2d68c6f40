package dev.fidelio.datasets;

/** One of the four files of an image data set, uncompressed IDX. */
public enum DatasetFile {
  TRAIN_IMAGES("train-images", "train-images-idx3-ubyte"),
  TRAIN_LABELS("train-labels", "train-labels-idx1-ubyte"),
  TEST_IMAGES("test-images", "t10k-images-idx3-ubyte"),
  TEST_LABELS("test-labels", "t10k-labels-idx1-ubyte");

  private final String id;
  private final String publishedName;

  DatasetFile(String id, String publishedName) {
    this.id = id;
    this.publishedName = publishedName;
  }

  /** The file's name in the store and in the configuration. */
  public String id() {
    return id;
  }

  /** The name under which MNIST and its kin are published. */
  public String publishedName() {
    return publishedName;
  }
}
