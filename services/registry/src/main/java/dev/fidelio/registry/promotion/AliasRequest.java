package dev.fidelio.registry.promotion;

import dev.fidelio.contracts.Fields;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** The body of a promotion. */
@Schema(
    description = "The version that the alias is to point to, and the reason.",
    additionalProperties = Schema.False.class)
record AliasRequest(
    @Schema(examples = "2", required = true, minimum = "1", maximum = "2147483647") int version,
    @Schema(examples = "lower FID", maxLength = Promotion.MAX_REASON, nullable = true)
        String reason,
    @Schema(description = "Promotes the version regardless of its scores; requires a reason.")
        boolean force) {

  /** Reads the body of a call; violations are collected. */
  static AliasRequest read(Fields fields) {
    int version = 0;
    if (fields.has("version")) {
      version = (int) fields.integer("version", 0, 1, Integer.MAX_VALUE);
    } else {
      fields.refuse("version", "the number of a version, from 1");
    }
    String reason = fields.optionalText("reason", Promotion.MAX_REASON);
    boolean force = fields.flag("force", false);
    if (force && (reason == null || reason.isBlank())) {
      fields.refuse("reason", "a reason, which a forced promotion requires");
    }
    fields.refuseOthers();
    return new AliasRequest(version, reason, force);
  }
}
