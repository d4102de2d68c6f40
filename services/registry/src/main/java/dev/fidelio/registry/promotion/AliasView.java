package dev.fidelio.registry.promotion;

import dev.fidelio.registry.models.Alias;
import io.soabase.recordbuilder.core.RecordBuilder;
import jakarta.ws.rs.core.EntityTag;
import java.time.Instant;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** An alias and the decision that set it. */
@Schema(name = "Alias", description = "A name that points to one of a model's versions.")
@RecordBuilder
public record AliasView(
    @Schema(examples = "mnist-cvae") String model,
    @Schema(examples = "champion") String alias,
    @Schema(examples = "2") int version,
    @Schema(description = "The sequence number of the decision among all for this model.")
        long sequence,
    @Schema(examples = "ada") String by,
    @Schema(description = "Whether the person's identity was verified.") boolean verified,
    @Schema(examples = "lower FID") String reason,
    Instant at) {

  static AliasView of(Alias alias) {
    return AliasViewBuilder.builder()
        .model(alias.model)
        .alias(alias.name)
        .version(alias.version)
        .sequence(alias.sequence)
        .by(alias.by)
        .verified(alias.verified)
        .reason(alias.reason)
        .at(alias.at)
        .build();
  }

  /** Changes whenever the alias does. */
  EntityTag tag() {
    return new EntityTag(Long.toString(sequence));
  }
}
