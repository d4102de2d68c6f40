package dev.fidelio.registry.gates;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.fidelio.contracts.Json;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithParentName;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The gates of every model's aliases where nobody has set another, by alias. */
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

    /** The gate in the form in which REST takes it. */
    default ObjectNode json() {
      ObjectNode json = Json.mapper().createObjectNode();
      score().ifPresent(value -> json.put("score", value));
      extractor().ifPresent(value -> json.put("extractor", value));
      direction().ifPresent(value -> json.put("direction", value));
      minimumImprovement().ifPresent(value -> json.put("minimumImprovement", value));
      minimum().ifPresent(value -> json.put("minimum", value));
      maximum().ifPresent(value -> json.put("maximum", value));
      evaluations().ifPresent(value -> json.set("evaluations", Json.mapper().valueToTree(value)));
      noiseMargin().ifPresent(value -> json.put("noiseMargin", value));
      return json;
    }
  }
}
