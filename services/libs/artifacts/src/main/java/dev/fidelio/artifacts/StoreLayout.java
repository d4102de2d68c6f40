package dev.fidelio.artifacts;

/**
 * The layout of the artifact store. Every name in the store is built here:
 *
 * <pre>
 * experiments/&lt;id&gt;/          {@link ExperimentFolder}
 * datasets/&lt;digest&gt;/         the four files of a data set, and dataset.json
 * references/&lt;digest&gt;/       features of real images, and reference.json
 * </pre>
 */
public final class StoreLayout {

  /** The folder that holds one folder for each experiment. */
  public static final String EXPERIMENTS = "experiments";

  static final String JSON = ".json";

  private StoreLayout() {}

  /** The folder of an experiment. */
  public static ExperimentFolder experiment(String experimentId) {
    return new ExperimentFolder(experimentId);
  }

  /** The folder of a data set. */
  public static String dataset(String digest) {
    return "datasets/" + digest;
  }

  /**
   * The folder of the features of a reference set.
   *
   * @param digest of all that the features depend on
   */
  public static String reference(String digest) {
    return "references/" + digest;
  }
}
