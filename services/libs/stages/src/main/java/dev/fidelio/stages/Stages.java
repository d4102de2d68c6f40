package dev.fidelio.stages;

import dev.fidelio.contracts.ModelEvaluated;
import java.util.List;

/**
 * The stages that every experiment goes through. What is done for it later on, such as another
 * evaluation, is not on the road: a cancellation does not reach it.
 */
public final class Stages {

  /** Only where the data set has to be fetched. */
  public static final String DATASET = "dataset";

  public static final String TRAINING = "training";

  private static final List<String> STAGES =
      List.of(DATASET, TRAINING, sampling(ModelEvaluated.FIRST), evaluation(ModelEvaluated.FIRST));

  private Stages() {}

  /** The stage in which the evaluation set of that name is drawn. */
  public static String sampling(String evaluation) {
    return "sampling/" + evaluation;
  }

  /** The stage in which the evaluation set of that name is scored. */
  public static String evaluation(String evaluation) {
    return "evaluation/" + evaluation;
  }

  /** The stages in their order, with or without {@link #DATASET}. */
  public static List<String> stages(boolean fetchingDataset) {
    return fetchingDataset ? STAGES : STAGES.subList(1, STAGES.size());
  }

  static boolean has(String stage) {
    return STAGES.contains(stage);
  }
}
