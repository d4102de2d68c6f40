package dev.fidelio.contracts;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Reads how a model is to be evaluated; {@link RequestReader}'s table lists the ranges. */
public final class EvaluationReader {

  /** The default evaluation. */
  static final Evaluation DEFAULTS = new Evaluation("inception-mnist", 10_000);

  private static final Map<String, Allowance> ALLOWANCES =
      Stream.of(Allowance.values()).collect(Collectors.toMap(Allowance::id, Function.identity()));

  private final Set<String> extractors;

  /**
   * @param extractors those that evaluations may name
   */
  public EvaluationReader(Set<String> extractors) {
    this.extractors = Set.copyOf(extractors);
  }

  /**
   * Reads how a model is to be evaluated again, and rejects every field that is neither part of
   * that nor was read before.
   */
  public Evaluation read(Fields fields) {
    return read(fields, DEFAULTS);
  }

  Evaluation read(Fields fields, Evaluation defaults) {
    String extractor = fields.oneOf("extractor", defaults.extractor(), extractors);
    int samples = (int) fields.integer("samples", defaults.samples(), 512, 100_000);
    Long seed =
        fields.has("seed")
            ? Long.valueOf(fields.integer("seed", 0, 0, RequestReader.MAX_SEED))
            : defaults.seed();
    List<Allowance> allow =
        fields.has("allow") ? fields.listOf("allow", ALLOWANCES) : defaults.allow();
    fields.refuseOthers();
    return new Evaluation(extractor, samples, seed, allow);
  }
}
