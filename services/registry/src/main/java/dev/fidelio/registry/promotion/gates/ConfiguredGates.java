package dev.fidelio.registry.promotion.gates;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.fidelio.contracts.Fields;
import dev.fidelio.contracts.Ids;
import dev.fidelio.contracts.Json;
import dev.fidelio.contracts.Violation;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Reads the gates of the configuration as strictly as any others. */
public final class ConfiguredGates {

  private ConfiguredGates() {}

  /**
   * The gates by alias.
   *
   * @throws IllegalArgumentException if one of them is wrong, naming everything that is
   */
  public static Map<String, Gate> of(GatesConfig config, GateReader reader) {
    Map<String, Gate> gates = new HashMap<>();
    config
        .aliases()
        .forEach(
            (alias, rule) -> {
              List<Violation> violations = new ArrayList<>();
              if (!Ids.ALIAS.matcher(alias).matches()) {
                violations.add(new Violation("alias", alias, Ids.ALIAS_ALLOWED));
              }
              gates.put(alias, reader.read(Fields.of(json(rule), "", violations)));
              if (!violations.isEmpty()) {
                throw new IllegalArgumentException("fidelio.gates." + alias + ": " + violations);
              }
            });
    return gates;
  }

  private static ObjectNode json(GatesConfig.Rule rule) {
    ObjectNode json = Json.mapper().createObjectNode();
    rule.score().ifPresent(value -> json.put("score", value));
    rule.extractor().ifPresent(value -> json.put("extractor", value));
    rule.direction().ifPresent(value -> json.put("direction", value));
    rule.minimumImprovement().ifPresent(value -> json.put("minimumImprovement", value));
    rule.minimum().ifPresent(value -> json.put("minimum", value));
    rule.maximum().ifPresent(value -> json.put("maximum", value));
    rule.evaluations()
        .ifPresent(value -> json.set("evaluations", Json.mapper().valueToTree(value)));
    rule.noiseMargin().ifPresent(value -> json.put("noiseMargin", value));
    return json;
  }
}
