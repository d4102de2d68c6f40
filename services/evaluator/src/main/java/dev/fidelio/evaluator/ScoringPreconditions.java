package dev.fidelio.evaluator;

import dev.fidelio.contracts.Allowance;
import java.util.ArrayList;
import java.util.List;

/** Rejects samples that cannot be scored meaningfully, and collects caveats about the scores. */
final class ScoringPreconditions {
  private final Extractor extractor;
  private final List<Allowance> allow;
  private final List<String> warnings = new ArrayList<>();

  /**
   * @param allow preconditions whose violation is only a warning
   */
  ScoringPreconditions(Extractor extractor, List<Allowance> allow) {
    this.extractor = extractor;
    this.allow = allow;
  }

  List<String> warnings() {
    return List.copyOf(warnings);
  }

  /**
   * Checks the samples before anything is computed from them.
   *
   * @param references the number of reference images
   * @throws IllegalArgumentException if they are rejected; the message says why
   */
  void admit(ImageSet samples, int references, String datasetDigest) {
    if (samples.count() > references) {
      throw new IllegalArgumentException(
          "%d samples are more than the data set's %d images"
              .formatted(samples.count(), references));
    }
    if (extractor.dataset().filter(own -> !own.equals(datasetDigest)).isPresent()) {
      warn(
          Allowance.OTHER_DATASET,
          "%s was trained on another data set than %s".formatted(extractor.name(), datasetDigest));
    }
    if (samples.count() < extractor.minimum()) {
      warn(
          Allowance.FEW_IMAGES,
          "%d images are too few for the %d features of %s; at least %d are needed"
              .formatted(
                  samples.count(), extractor.dimensions(), extractor.name(), extractor.minimum()));
    }
    int copies = samples.copies();
    if (copies > 0) {
      warnings.add("%d of %d samples are copies of others".formatted(copies, samples.count()));
    }
  }

  private void warn(Allowance needed, String what) {
    if (!allow.contains(needed)) {
      throw new IllegalArgumentException(
          what + " (evaluation.allow does not name " + needed.id() + ")");
    }
    warnings.add(what);
  }
}
