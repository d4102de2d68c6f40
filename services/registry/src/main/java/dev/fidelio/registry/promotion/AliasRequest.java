package dev.fidelio.registry.promotion;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.fidelio.registry.http.JsonBody;
import dev.fidelio.registry.http.RequestParameters;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** What a caller sends to move an alias. */
@Schema(description = "Where the alias shall point, and why.")
record AliasRequest(
    @Schema(examples = "2", required = true) int version,
    @Schema(examples = "lower FID", maxLength = JsonBody.MAX_REASON) String reason,
    @Schema(
            description =
                "Whether the version is to be promoted whatever its scores are; needs a reason.")
        boolean force) {

  private static final Set<String> FIELDS = new TreeSet<>(List.of("version", "reason", "force"));

  /** Reads the body; what is wrong with it is collected. */
  static AliasRequest read(byte[] body, RequestParameters requestParameters) {
    ObjectNode root = JsonBody.read(body, FIELDS, requestParameters);
    JsonNode version = root.path("version");
    if (!version.isInt() || version.intValue() < 1) {
      requestParameters.refuse("version", sent(version), "the number of a version, from 1");
    }
    String reason = JsonBody.text(root, "reason", JsonBody.MAX_REASON, requestParameters);
    JsonNode force = root.path("force");
    if (!force.isMissingNode() && !force.isBoolean()) {
      requestParameters.refuse("force", force.toString(), "true or false");
    }
    if (force.asBoolean() && (reason == null || reason.isBlank())) {
      requestParameters.refuse(
          "reason", sent(root.path("reason")), "a reason, since a gate is overridden");
    }
    return new AliasRequest(version.intValue(), reason, force.asBoolean());
  }

  private static String sent(JsonNode value) {
    return value.isMissingNode() ? "absent" : value.toString();
  }
}
