package dev.fidelio.registry.promotion;

import dev.fidelio.contracts.Fields;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** What a caller sends to move an alias. */
@Schema(description = "Where the alias shall point, and why.")
record AliasRequest(
    @Schema(examples = "2", required = true) int version,
    @Schema(examples = "lower FID", maxLength = Promotion.MAX_REASON) String reason,
    @Schema(
            description =
                "Whether the version is to be promoted whatever its scores are; needs a reason.")
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
