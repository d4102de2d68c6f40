package dev.fidelio.registry;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fidelio.contracts.Message;
import dev.fidelio.contracts.ModelTrained;
import dev.fidelio.contracts.ModelTrainedBuilder;
import dev.fidelio.datasets.Dataset;
import dev.fidelio.datasets.DatasetFile;
import dev.fidelio.formats.Digests;
import dev.fidelio.messaging.Publisher;
import dev.fidelio.registry.schedules.ScheduleRunner;
import dev.fidelio.testing.ExampleExperiment;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import jakarta.inject.Inject;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import javax.sql.DataSource;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.Test;

/** When a schedule skips a planned time. */
@QuarkusTest
@QuarkusTestResource(RegistryServers.class)
class SkipPolicyIT {

  @Inject ScheduleRunner scheduleRunner;
  @Inject Publisher publisher;
  @Inject DataSource database;

  @ConfigProperty(name = "fidelio.datasets.tiny.folder")
  Path tiny;

  @Test
  void aTimePassesWhileTheLastExperimentRunsAndIsRecordedWithTheReason() throws SQLException {
    ScheduleClient.put("busy", ScheduleClient.DAILY, "");
    JsonPath running = ScheduleClient.trigger("busy", "first");
    String id = running.getString("experiment");
    ScheduleClient.daysPass(database, "busy", 1);

    scheduleRunner.launchDue();

    JsonPath skipped = ScheduleClient.firings("busy");
    assertThat(skipped.getList("items.kind")).isEqualTo(List.of("catch-up", "manual"));
    assertThat(skipped.getString("items[0].skipped")).contains(id, "REQUESTED");
    assertThat(skipped.getMap("items[0]")).doesNotContainKeys("experiment", "state");

    publisher.publish(CommittedExamples.of(id, "busy", 0).whole());
    RegistryRest.experiment(id, "COMPLETED");
    RegistryRest.when("/api/v1/schedules/busy/firings", "items[1].version", 1);
    ScheduleClient.daysPass(database, "busy", 1);
    scheduleRunner.launchDue();

    JsonPath launched = ScheduleClient.firings("busy");
    assertThat(launched.getList("items.kind")).isEqualTo(List.of("catch-up", "catch-up", "manual"));
    assertThat(launched.getString("items[0].experiment")).startsWith("busy-");
    assertThat(launched.getString("items[2].state")).isEqualTo("COMPLETED");
  }

  @Test
  void aTimePassesWhileTheDataIsWhatWasTrainedOnLast() throws SQLException, IOException {
    ScheduleClient.put(
        "fresh", ScheduleClient.DAILY, ", \"onlyIfDataChanged\": true", ", \"dataset\": \"tiny\"");
    String id = ScheduleClient.trigger("fresh", "first").getString("experiment");
    publisher.publish(trainedOn(write("old"), CommittedExamples.of(id, "fresh", 0)));
    RegistryRest.experiment(id, "COMPLETED");
    RegistryRest.when("/api/v1/schedules/fresh/firings", "items[0].version", 1);

    ScheduleClient.daysPass(database, "fresh", 1);
    scheduleRunner.launchDue();
    String unchanged = ScheduleClient.firings("fresh").getString("items[0].skipped");
    write("new");
    ScheduleClient.daysPass(database, "fresh", 1);
    scheduleRunner.launchDue();

    assertThat(unchanged).contains("data set is still the one");
    assertThat(ScheduleClient.firings("fresh").getString("items[0].experiment"))
        .startsWith("fresh-");
    assertThat(ScheduleClient.firings("fresh").getList("items.kind"))
        .isEqualTo(List.of("catch-up", "catch-up", "manual"));
  }

  private static List<Message> trainedOn(String digest, ExampleExperiment example) {
    ModelTrained trained =
        ModelTrainedBuilder.builder()
            .experimentId(example.id())
            .attempt(1)
            .model(example.model())
            .datasetDigest(digest)
            .checkpoint(example.checkpoint(2))
            .artifacts(List.of())
            .build();
    return List.of(
        example.accepted(),
        example.committed(
            "training", Message.of(example.id() + "/trained", example.start(), "test", trained)),
        example.sampled(),
        example.evaluated());
  }

  /** Creates a tiny data set of four files, and returns its digest. */
  private String write(String content) throws IOException {
    Map<DatasetFile, String> digests = new EnumMap<>(DatasetFile.class);
    for (DatasetFile file : DatasetFile.values()) {
      byte[] bytes = (content + file.id()).getBytes(StandardCharsets.UTF_8);
      Files.write(tiny.resolve(file.publishedName()), bytes);
      digests.put(file, Digests.sha256(bytes));
    }
    return Dataset.digestOf(digests);
  }
}
