package dev.fidelio.artifacts;

/**
 * The folder of an experiment in the store:
 *
 * <pre>
 * request.json                          what ingestion decided about the request
 * &lt;stage&gt;/outcome.json                  the commit point that ends a stage
 * &lt;stage&gt;/claims/0001.json, 0001/       a claim, and the folder of that attempt
 * checkpoints/epoch-0005.json           the commit point of an epoch
 * checkpoints/epoch-0005.safetensors    its checkpoint
 * samples/&lt;evaluation&gt;/                 what was drawn
 * scores/&lt;evaluation&gt;/                  what the scoring has made
 * </pre>
 *
 * <p>Static methods return names below an experiment, as {@link
 * dev.fidelio.contracts.Artifact#name()} holds them; the others return names in the store.
 */
public record ExperimentFolder(String experimentId) {

  /** The folder of the checkpoints, below an experiment. */
  public static final String CHECKPOINTS = "checkpoints";

  private static final String EPOCH = "epoch-";

  /** A stage's outcome below an experiment, without {@code .json}. */
  public static String outcomeOf(String stage) {
    return stage + "/outcome";
  }

  /** The commit point of an epoch below an experiment, without {@code .json}. */
  public static String epoch(int epoch) {
    return CHECKPOINTS + "/" + epochName(epoch);
  }

  /** The last part of {@link #epoch}, such as {@code epoch-0005}. */
  public static String epochName(int epoch) {
    return EPOCH + "%04d".formatted(epoch);
  }

  /** A file of an evaluation set, below an experiment. */
  public static String sample(String evaluation, String file) {
    return "samples/" + evaluation + "/" + file;
  }

  /** A file that a scoring has made, below an experiment. */
  public static String score(String evaluation, String file) {
    return "scores/" + evaluation + "/" + file;
  }

  /** This folder. */
  public String path() {
    return StoreLayout.EXPERIMENTS + "/" + experimentId;
  }

  /** A file or folder by its name below the experiment. */
  public String path(String name) {
    return path() + "/" + name;
  }

  /** Ingestion's decision about the request. */
  public String request() {
    return path("request" + StoreLayout.JSON);
  }

  /** A commit point by its name below the experiment, without {@code .json}. */
  public String commitPoint(String name) {
    return path(name) + StoreLayout.JSON;
  }

  /** The commit point that ends a stage. */
  public String outcome(String stage) {
    return commitPoint(outcomeOf(stage));
  }

  /** Whether a name in the store is in this folder. */
  public boolean contains(String path) {
    return path.startsWith(path() + "/");
  }

  /** The name, relative to the experiment, of a file in this folder. */
  public String name(String path) {
    return path.substring(path().length() + 1);
  }
}
