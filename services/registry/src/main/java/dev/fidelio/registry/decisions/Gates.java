package dev.fidelio.registry.decisions;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.fidelio.contracts.Ids;
import dev.fidelio.contracts.Json;
import dev.fidelio.contracts.Violation;
import dev.fidelio.registry.gates.Gate;
import dev.fidelio.registry.gates.GateReader;
import dev.fidelio.registry.gates.GatesConfig;
import dev.fidelio.service.KnownNames;
import io.quarkus.runtime.Startup;
import jakarta.inject.Singleton;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Which gate stands before an alias: the one that was set, or else the configured one. */
@Startup
@Singleton
public class Gates {

  private final Map<String, Gate> configured = new HashMap<>();
  private final Gate plain;
  private final Clock clock;

  Gates(GatesConfig config, KnownNames known, Clock clock) {
    this.clock = clock;
    GateReader reader = new GateReader(known.extractors());
    plain = reader.read(Json.mapper().createObjectNode(), new ArrayList<>());
    config
        .aliases()
        .forEach((alias, gate) -> configured.put(alias, read(reader, alias, gate.json())));
  }

  /**
   * A gate and where it comes from.
   *
   * @param isSet whether somebody has set it, and it is not configured
   */
  public record Standing(Gate gate, boolean isSet) {}

  /** The gate before an alias; empty where there is none. */
  public Optional<Standing> before(String model, String alias) {
    return StoredGate.of(model, alias)
        .map(stored -> new Standing(stored.rule, true))
        .or(
            () ->
                Optional.ofNullable(configured.get(alias)).map(gate -> new Standing(gate, false)));
  }

  /**
   * The gate for what nobody looks at before it is promoted: where there is none before the alias,
   * the plainest one, a FID that is no worse than the holder's.
   */
  Gate unattended(String model, String alias) {
    return before(model, alias).map(Standing::gate).orElse(plain);
  }

  /**
   * Sets a gate, in place of one that is there.
   *
   * @param by who does
   * @throws RefusedException if there is no such model
   */
  @Transactional
  public void set(String model, String alias, Gate gate, String by) {
    Model.locked(model).orElseThrow(() -> RefusedException.noModel(model));
    StoredGate stored = StoredGate.of(model, alias).orElseGet(StoredGate::new);
    stored.model = model;
    stored.name = alias;
    stored.rule = gate;
    stored.by = by;
    stored.at = clock.instant();
    stored.persist();
  }

  /**
   * Takes away the gate that was set; a configured one counts again.
   *
   * @throws RefusedException if there is no such model, or nobody has set one
   */
  @Transactional
  public void unset(String model, String alias) {
    Model.locked(model).orElseThrow(() -> RefusedException.noModel(model));
    StoredGate.of(model, alias)
        .orElseThrow(() -> RefusedException.unknown("nobody has set a gate for " + alias))
        .delete();
  }

  private static Gate read(GateReader reader, String alias, ObjectNode json) {
    List<Violation> violations = new ArrayList<>();
    if (!Ids.ALIAS.matcher(alias).matches()) {
      violations.add(new Violation("alias", alias, Ids.ALIAS_ALLOWED));
    }
    Gate gate = reader.read(json, violations);
    if (!violations.isEmpty()) {
      throw new IllegalArgumentException("fidelio.gates." + alias + ": " + violations);
    }
    return gate;
  }
}
