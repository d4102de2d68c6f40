package dev.fidelio.registry.rest;

import com.fasterxml.jackson.databind.JsonNode;
import dev.fidelio.contracts.Json;
import dev.fidelio.contracts.UnreadableException;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** What a caller sends to move an alias. */
@Schema(description = "Where the alias shall point, and why.")
record AliasRequest(
    @Schema(examples = "2", required = true) int version,
    @Schema(examples = "lower FID", maxLength = 500) String reason) {

  private static final int MAX_REASON = 500;

  /** Reads the body; what is wrong with it is collected. */
  static AliasRequest read(byte[] body, Asked asked) {
    JsonNode root = root(body);
    if (root == null || !root.isObject()) {
      asked.refuse("", root == null ? "not JSON" : root.toString(), "a JSON object");
      return new AliasRequest(0, null);
    }
    JsonNode version = root.path("version");
    if (!version.isInt() || version.intValue() < 1) {
      String sent = version.isMissingNode() ? "absent" : version.toString();
      asked.refuse("version", sent, "the number of a version, from 1");
    }
    JsonNode reason = root.path("reason");
    boolean isText = reason.isTextual() && reason.textValue().length() <= MAX_REASON;
    if (!reason.isMissingNode() && !isText) {
      asked.refuse("reason", reason.toString(), "text of at most " + MAX_REASON + " characters");
    }
    root.fieldNames()
        .forEachRemaining(
            field -> {
              if (!field.equals("version") && !field.equals("reason")) {
                asked.refuse(field, root.get(field).toString(), "version and reason only");
              }
            });
    return new AliasRequest(version.intValue(), reason.textValue());
  }

  private static JsonNode root(byte[] body) {
    try {
      return Json.read(body, JsonNode.class);
    } catch (UnreadableException e) {
      return null;
    }
  }
}
