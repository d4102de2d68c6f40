package dev.fidelio.registry;

import dev.fidelio.contracts.AliasDriftedBuilder;
import dev.fidelio.contracts.AliasMended;
import dev.fidelio.contracts.Ids;
import dev.fidelio.contracts.Message;
import java.time.Instant;
import java.util.List;

/** The tracker's facts about aliases that a user has changed in MLflow. */
final class DriftFacts {

  static final Instant NOON = Instant.parse("2026-01-02T12:00:00.250Z");

  private DriftFacts() {}

  /** At noon an alias that should point to version 1 pointed to version 2. */
  static Message noticed(String model, String alias) {
    return Message.of(
        Ids.nameBased("drifted/" + model + "/" + alias),
        NOON,
        "tracker",
        AliasDriftedBuilder.builder()
            .model(model)
            .alias(alias)
            .sequence(3)
            .expected(1)
            .found(2)
            .foundInMlflow("2")
            .build());
  }

  static List<Message> noticedAndMended(String model, String alias) {
    Message mended =
        Message.of(
            Ids.nameBased("mended/" + model + "/" + alias),
            NOON.plusSeconds(1),
            "tracker",
            new AliasMended(model, alias, NOON));
    return List.of(noticed(model, alias), mended);
  }
}
