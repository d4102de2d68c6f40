package dev.fidelio.registry.promotion;

import dev.fidelio.registry.promotion.gates.Finding;
import io.soabase.recordbuilder.core.RecordBuilder;
import java.time.Instant;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** One move of an alias. */
@Schema(name = "Promotion", description = "One move of an alias: who, when, why, from and to.")
@RecordBuilder
public record PromotionView(
    @Schema(examples = "champion") String alias,
    @Schema(
            type = SchemaType.STRING,
            description = "promoted, forced, automatic, rolled-back or removed")
        Promotion.Kind kind,
    @Schema(examples = "1", description = "Absent where the alias was new.") Integer from,
    @Schema(examples = "2", description = "Absent where the alias was removed.") Integer to,
    @Schema(examples = "ada") String by,
    @Schema(description = "Whether the person's identity was verified.") boolean verified,
    @Schema(examples = "lower FID") String reason,
    @Schema(description = "The findings that a forced promotion overrode.") List<Finding> findings,
    Instant at,
    long sequence) {

  static PromotionView of(Promotion promotion) {
    return PromotionViewBuilder.builder()
        .alias(promotion.alias)
        .kind(promotion.kind)
        .from(promotion.fromVersion)
        .to(promotion.toVersion)
        .by(promotion.by)
        .verified(promotion.verified)
        .reason(promotion.reason)
        .findings(promotion.findings)
        .at(promotion.at)
        .sequence(promotion.sequence)
        .build();
  }
}
