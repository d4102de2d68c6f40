package dev.fidelio.bench.chaos;

import com.fasterxml.jackson.databind.JsonNode;
import dev.fidelio.bench.support.OwnPlatform;
import dev.fidelio.cli.platform.PartStatus;
import dev.fidelio.contracts.ExperimentState;
import dev.fidelio.contracts.Topic;
import dev.fidelio.messaging.KafkaSettings;
import dev.fidelio.testing.ConsumerLag;
import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** Checks everything that the experiments produced. */
final class PlatformCheck {

  private static final Set<Topic> MIRRORED = Set.of(Topic.EXPERIMENT_EVENT, Topic.MODEL_EVENT);

  private final OwnPlatform platform;
  private final List<SubmittedExperiment> experiments;
  private final List<String> forged;

  /**
   * @param forged the ids of the forged events on the log
   */
  PlatformCheck(OwnPlatform platform, List<SubmittedExperiment> experiments, List<String> forged) {
    this.platform = platform;
    this.experiments = experiments;
    this.forged = forged;
  }

  /**
   * What has not finished: experiments, according to the REST API, and facts that MLflow still
   * lacks.
   */
  List<String> unfinished() throws IOException {
    List<String> unfinished = new ArrayList<>();
    for (SubmittedExperiment submittedExperiment : experiments) {
      JsonNode found = platform.registry("experiments/" + submittedExperiment.id());
      ExperimentState state = ExperimentState.valueOf(found.path("state").asText());
      if (!state.isFinal()) {
        unfinished.add(submittedExperiment.id() + " is " + state);
      }
    }
    KafkaSettings kafka = platform.kafka("chaos");
    Set<String> mirrored =
        MIRRORED.stream().map(topic -> topic.name(kafka.prefix())).collect(Collectors.toSet());
    long unread = ConsumerLag.records(kafka.common(), kafka.group("tracker"), mirrored);
    if (unread > 0) {
      unfinished.add(unread + " facts are not in MLflow yet");
    }
    return unfinished;
  }

  /** Runs all checks. */
  Findings findings() throws IOException, SQLException {
    Findings findings = new Findings();
    for (PartStatus partStatus : platform.status()) {
      findings.requireEqual(partStatus.state(), "running", partStatus.name());
    }
    KafkaSettings kafka = platform.kafka("chaos");
    LogCheck log = new LogCheck(kafka, findings);
    Set<String> facts = log.check(Topic.EXPERIMENT_EVENT);
    log.check(Topic.MODEL_EVENT);
    log.checkDeadLetters(
        Arrays.stream(Topic.values())
            .filter(topic -> topic.retention().isEmpty() && topic != Topic.EXPERIMENT_EVENT)
            .toList());
    log.checkSetAside(Topic.EXPERIMENT_EVENT, forged);
    StoreCheck store = new StoreCheck(findings);
    MlflowCheck mlflow = new MlflowCheck(platform.mlflow(), findings);
    try (Connection connection = platform.database()) {
      DatabaseCheck database = new DatabaseCheck(connection, findings);
      for (SubmittedExperiment submittedExperiment : experiments) {
        StoreContents storeContents = new StoreContents(platform.store(), submittedExperiment.id());
        store.check(submittedExperiment, storeContents);
        database.check(submittedExperiment, storeContents);
        mlflow.check(submittedExperiment, storeContents);
      }
      database.checkNumbers();
      findings.requireEqual(database.eventIds(), facts, "events that the registry has received");
    }
    return findings;
  }
}
