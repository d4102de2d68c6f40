package dev.fidelio.artifacts;

/**
 * The layout of the artifact store. Every name in the store is built here:
 *
 * <pre>
 * experiments/&lt;id&gt;/          {@link ExperimentFolder}
 * datasets/&lt;digest&gt;/         the four files of a data set, and dataset.json
 * references/&lt;digest&gt;/       features of real images, and reference.json
 * store.json                 the store's identity
 * </pre>
 */
public final class StoreLayout {

  /** The folder that holds one folder for each experiment. */
  public static final String EXPERIMENTS = "experiments";

  /** The folder that holds one folder for each data set. */
  public static final String DATASETS = "datasets";

  /** The folder that holds one folder for each reference set. */
  public static final String REFERENCES = "references";

  static final String JSON = ".json";

  /** The file that tells this store from any other. */
  static final String IDENTITY = "store" + JSON;

  private StoreLayout() {}

  /** The folder of an experiment. */
  public static ExperimentFolder experiment(String experimentId) {
    return new ExperimentFolder(experimentId);
  }

  /** The folder of a data set. */
  public static String dataset(String digest) {
    return DATASETS + "/" + digest;
  }

  /**
   * The folder of the features of a reference set.
   *
   * @param digest of all that the features depend on
   */
  public static String reference(String digest) {
    return REFERENCES + "/" + digest;
  }
}
