package dev.fidelio.tracker.models;

import dev.fidelio.contracts.Json;
import dev.fidelio.contracts.UnreadableException;
import dev.fidelio.formats.Digests;
import dev.fidelio.tracker.runs.MlflowMapping;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.mlflow.api.proto.ModelRegistry.RegisteredModel;
import org.mlflow.api.proto.ModelRegistry.RegisteredModelAlias;
import org.mlflow.api.proto.ModelRegistry.RegisteredModelTag;

/** An alias in MLflow, and the state that the tracker keeps about it in tags of its model. */
public record MirroredAlias(RegisteredModel model, String name) {

  /** MLflow takes tags with names of up to 250 characters, and aliases of up to 255. */
  private static final int LONGEST = 200;

  /** The tag that keeps the number of the last decision that was applied. */
  public static String sequenceTag(String alias) {
    return tag(alias, "sequence");
  }

  /** The tag that keeps a drift until it is announced as repaired. */
  public static String driftTag(String alias) {
    return tag(alias, "drift");
  }

  /** A drift as its tag keeps it. */
  public static String text(AliasDrift aliasDrift) {
    return new String(Json.bytes(aliasDrift), StandardCharsets.UTF_8);
  }

  /** MLflow's number of the version that it points to; empty if there is no such alias. */
  Optional<String> version() {
    return model.getAliasesList().stream()
        .filter(alias -> alias.getAlias().equals(name))
        .map(RegisteredModelAlias::getVersion)
        .findFirst();
  }

  /** The sequence number of the last applied decision; 0 if there is none. */
  long applied() {
    return value(sequenceTag(name)).flatMap(MlflowMapping::number).orElse(0L);
  }

  /** A drift that is not yet announced as repaired; a tag that does not parse is ignored. */
  Optional<AliasDrift> drift() {
    try {
      return value(driftTag(name))
          .map(text -> Json.read(text.getBytes(StandardCharsets.UTF_8), AliasDrift.class))
          .filter(aliasDrift -> aliasDrift.fact() != null && aliasDrift.at() != null);
    } catch (UnreadableException notOurs) {
      return Optional.empty();
    }
  }

  private Optional<String> value(String tag) {
    return model.getTagsList().stream()
        .filter(each -> each.getKey().equals(tag))
        .map(RegisteredModelTag::getValue)
        .findFirst();
  }

  private static String tag(String alias, String what) {
    String key =
        alias.length() <= LONGEST ? alias : Digests.sha256(alias.getBytes(StandardCharsets.UTF_8));
    return "fidelio.alias." + key + "." + what;
  }
}
