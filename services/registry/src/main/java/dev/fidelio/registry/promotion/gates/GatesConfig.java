package dev.fidelio.registry.promotion.gates;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithParentName;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The default gates of all models, by alias. */
@ConfigMapping(prefix = "fidelio.gates")
public interface GatesConfig {

  /** The gates. */
  @WithParentName
  Map<String, Rule> aliases();

  /** A gate, field by field as REST has it. */
  interface Rule {

    Optional<String> score();

    Optional<String> extractor();

    Optional<String> direction();

    Optional<Double> minimumImprovement();

    Optional<Double> minimum();

    Optional<Double> maximum();

    Optional<List<String>> evaluations();

    Optional<Double> noiseMargin();
  }
}
