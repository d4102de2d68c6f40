package dev.fidelio.registry.promotion;

import dev.fidelio.registry.RefusedException;
import dev.fidelio.registry.models.Version;
import dev.fidelio.registry.promotion.gates.Finding;
import java.util.List;

/** A promotion was refused; the findings say why. */
public class NotPromotedException extends RefusedException {

  private final transient List<Finding> findings;

  NotPromotedException(Version version, List<Finding> findings) {
    super(
        Reason.FINDINGS,
        "version %d of %s is not promoted, see the findings"
            .formatted(version.number, version.model));
    this.findings = List.copyOf(findings);
  }

  /** Everything that the version lacks. */
  public List<Finding> findings() {
    return findings;
  }
}
