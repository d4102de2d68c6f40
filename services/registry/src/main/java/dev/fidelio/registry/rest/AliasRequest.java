package dev.fidelio.registry.rest;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** What a caller sends to move an alias. */
@Schema(description = "Where the alias shall point, and why.")
record AliasRequest(
    @Schema(examples = "2", required = true) int version,
    @Schema(examples = "lower FID", maxLength = Body.MAX_REASON) String reason,
    @Schema(
            description =
                "Whether the version is to be promoted whatever its scores are; needs a reason.")
        boolean force) {

  private static final Set<String> FIELDS = new TreeSet<>(List.of("version", "reason", "force"));

  /** Reads the body; what is wrong with it is collected. */
  static AliasRequest read(byte[] body, Asked asked) {
    ObjectNode root = Body.read(body, FIELDS, asked);
    JsonNode version = root.path("version");
    if (!version.isInt() || version.intValue() < 1) {
      asked.refuse("version", sent(version), "the number of a version, from 1");
    }
    String reason = Body.text(root, "reason", Body.MAX_REASON, asked);
    JsonNode force = root.path("force");
    if (!force.isMissingNode() && !force.isBoolean()) {
      asked.refuse("force", force.toString(), "true or false");
    }
    if (force.asBoolean() && (reason == null || reason.isBlank())) {
      asked.refuse("reason", sent(root.path("reason")), "a reason, since a gate is overridden");
    }
    return new AliasRequest(version.intValue(), reason, force.asBoolean());
  }

  private static String sent(JsonNode value) {
    return value.isMissingNode() ? "absent" : value.toString();
  }
}
