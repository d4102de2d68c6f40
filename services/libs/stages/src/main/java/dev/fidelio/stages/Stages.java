package dev.fidelio.stages;

import dev.fidelio.contracts.ModelEvaluated;
import java.util.List;
import java.util.stream.Stream;

/**
 * The stages of an experiment. Those of its first evaluation belong to the experiment itself: it
 * completes with them. Further evaluations come after its end, and a cancellation does not affect
 * them.
 */
public final class Stages {

  /** Only if the data set has to be fetched. */
  public static final String DATASET = "dataset";

  public static final String TRAINING = "training";

  /** The first part of the names of sampling stages. */
  public static final String SAMPLING = "sampling";

  /** The first part of the names of evaluation stages. */
  public static final String EVALUATION = "evaluation";

  private static final List<String> STAGES = all(List.of(ModelEvaluated.FIRST));

  private Stages() {}

  /** The stage in which the evaluation set of that name is drawn. */
  public static String sampling(String evaluation) {
    return SAMPLING + "/" + evaluation;
  }

  /** The stage in which the evaluation set of that name is scored. */
  public static String evaluation(String evaluation) {
    return EVALUATION + "/" + evaluation;
  }

  /** The stages of an experiment that has these evaluations, in their order. */
  public static List<String> all(List<String> evaluations) {
    return Stream.concat(
            Stream.of(DATASET, TRAINING),
            evaluations.stream().flatMap(each -> Stream.of(sampling(each), evaluation(each))))
        .toList();
  }

  /** The stages up to the first evaluation, in their order, with or without {@link #DATASET}. */
  public static List<String> stages(boolean fetchingDataset) {
    return fetchingDataset ? STAGES : STAGES.subList(1, STAGES.size());
  }

  /** Whether the experiment completes only after this stage. */
  static boolean isRequired(String stage) {
    return STAGES.contains(stage);
  }
}
