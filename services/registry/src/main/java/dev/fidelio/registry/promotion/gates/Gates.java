package dev.fidelio.registry.promotion.gates;

import dev.fidelio.contracts.Fields;
import dev.fidelio.registry.RefusedException;
import dev.fidelio.registry.models.Model;
import dev.fidelio.service.KnownNames;
import io.quarkus.runtime.Startup;
import jakarta.inject.Singleton;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Map;
import java.util.Optional;

/** Finds the effective gate of an alias: the one that was set, or else the configured one. */
@Startup
@Singleton
public class Gates {

  private final Map<String, Gate> configured;
  private final Gate plain;
  private final Clock clock;

  Gates(GatesConfig config, KnownNames known, Clock clock) {
    this.clock = clock;
    GateReader reader = new GateReader(known.extractors());
    plain = reader.read(Fields.none(new ArrayList<>()));
    configured = ConfiguredGates.of(config, reader);
  }

  /**
   * A gate and where it comes from.
   *
   * @param isSet whether it was set through REST rather than configured
   */
  public record EffectiveGate(Gate gate, boolean isSet) {}

  /** The gate of an alias; empty if there is none. */
  public Optional<EffectiveGate> before(String model, String alias) {
    return StoredGate.of(model, alias)
        .map(stored -> new EffectiveGate(stored.rule, true))
        .or(
            () ->
                Optional.ofNullable(configured.get(alias))
                    .map(gate -> new EffectiveGate(gate, false)));
  }

  /**
   * The gate of automatic promotions: without a gate for the alias, the default gate, a FID no
   * worse than the holder's.
   */
  public Gate unattended(String model, String alias) {
    return before(model, alias).map(EffectiveGate::gate).orElse(plain);
  }

  /**
   * Sets or replaces a gate.
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
   * Removes the gate that was set; a configured one takes effect again.
   *
   * @throws RefusedException if there is no such model, or no gate was set
   */
  @Transactional
  public void unset(String model, String alias) {
    Model.locked(model).orElseThrow(() -> RefusedException.noModel(model));
    StoredGate.of(model, alias)
        .orElseThrow(() -> RefusedException.unknown("no gate is set for " + alias))
        .delete();
  }
}
