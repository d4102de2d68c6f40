package dev.fidelio.testing;

import dev.fidelio.contracts.AliasMovedBuilder;
import dev.fidelio.contracts.AliasRemovedBuilder;
import dev.fidelio.contracts.Ids;
import dev.fidelio.contracts.Message;
import dev.fidelio.contracts.Payload;
import dev.fidelio.contracts.VersionArchivedBuilder;
import dev.fidelio.contracts.VersionRegisteredBuilder;

/** The facts of one model. Asking twice for a fact returns the same event. */
public record ExampleModel(String name) {

  /** The version of an experiment; its number is also its sequence. */
  public Message registered(int version, ExampleExperiment experiment) {
    return fact(
        version,
        VersionRegisteredBuilder.builder()
            .model(name)
            .sequence(version)
            .version(version)
            .experimentId(experiment.id())
            .checkpoint(experiment.checkpoint(2))
            .datasetDigest(ExampleRequest.DATASET)
            .build());
  }

  /** An alias was moved to a version. */
  public Message moved(String alias, int version, long sequence) {
    return fact(
        sequence,
        AliasMovedBuilder.builder()
            .model(name)
            .sequence(sequence)
            .alias(alias)
            .version(version)
            .previousVersion(null)
            .by("ada")
            .verified(false)
            .reason("better")
            .build());
  }

  /** An alias was removed from a version. */
  public Message removed(String alias, int version, long sequence) {
    return fact(
        sequence,
        AliasRemovedBuilder.builder()
            .model(name)
            .sequence(sequence)
            .alias(alias)
            .previousVersion(version)
            .by("ada")
            .verified(false)
            .reason("withdrawn")
            .build());
  }

  /** A version was archived. */
  public Message archived(int version, long sequence) {
    return fact(
        sequence,
        VersionArchivedBuilder.builder()
            .model(name)
            .sequence(sequence)
            .version(version)
            .by("ada")
            .verified(false)
            .reason("worse than the next")
            .build());
  }

  private Message fact(long sequence, Payload payload) {
    return Message.of(
        Ids.nameBased(name + "/" + payload.type() + "/" + sequence),
        ExampleExperiment.NOON.plusSeconds(60 + sequence),
        "test",
        payload);
  }
}
