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

/** Which gate stands before an alias: the one that was set, or else the configured one. */
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
  public Gate unattended(String model, String alias) {
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
}
