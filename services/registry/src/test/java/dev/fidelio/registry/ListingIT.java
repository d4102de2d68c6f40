package dev.fidelio.registry;

import static io.restassured.RestAssured.get;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import dev.fidelio.contracts.Coordinates;
import dev.fidelio.contracts.DatasetIngested;
import dev.fidelio.contracts.ExperimentRejected;
import dev.fidelio.contracts.Ids;
import dev.fidelio.contracts.Message;
import dev.fidelio.contracts.Violation;
import dev.fidelio.messaging.Publisher;
import dev.fidelio.testing.ExampleExperiment;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(RegistryServers.class)
class ListingIT {

  private static final Instant NOON = Instant.parse("2026-01-02T12:00:00Z");

  @Inject Publisher publisher;

  @Test
  void experimentsComeInPagesTheNewestFirst() {
    List<Message> facts = new ArrayList<>();
    for (int number = 1; number <= 5; number++) {
      // Two have the same instant, like two requests in one batch.
      facts.add(CommittedExamples.of("listed-" + number, "listed", number / 2).accepted());
    }
    publisher.publish(facts);
    for (int number = 1; number <= 5; number++) {
      RegistryRest.experiment("listed-" + number, "QUEUED");
    }

    List<String> ids = new ArrayList<>();
    String path = "/api/v1/experiments?model=listed&limit=2";
    String cursor = "";
    while (cursor != null) {
      JsonPath page = get(path + (cursor.isEmpty() ? "" : "&cursor=" + cursor)).jsonPath();
      ids.addAll(page.getList("items.id"));
      cursor = page.getString("nextCursor");
    }

    assertThat(ids).containsExactly("listed-5", "listed-4", "listed-3", "listed-2", "listed-1");
  }

  @Test
  void submittedAndProjectedExperimentsComeInOneOrder() {
    for (int number = 1; number <= 3; number++) {
      String request = "{\"experimentId\": \"mixed-%d\", \"model\": \"mixed\"}".formatted(number);
      given().contentType("application/json").body(request).post("/api/v1/experiments");
    }
    publisher.publish(List.of(CommittedExamples.of("mixed-old", "mixed", 0).accepted()));
    RegistryRest.experiment("mixed-old", "QUEUED");

    JsonPath first = get("/api/v1/experiments?model=mixed&limit=3").jsonPath();
    JsonPath second =
        get("/api/v1/experiments?model=mixed&limit=3&cursor=" + first.getString("nextCursor"))
            .jsonPath();

    assertThat(first.getList("items.id")).isEqualTo(List.of("mixed-3", "mixed-2", "mixed-1"));
    assertThat(second.getList("items.id")).isEqualTo(List.of("mixed-old"));
  }

  @Test
  void tenRejectedRequestsAreShownWithEveryReason() {
    List<Message> facts = new ArrayList<>();
    for (int number = 0; number < 10; number++) {
      Coordinates source = new Coordinates("experiment-requested", 1, number, NOON);
      List<Violation> violations =
          List.of(
              new Violation("model", "absent", "a name"),
              new Violation("hyperparameters.epochs", "0", "an integer from 1 to 1000"));
      ExperimentRejected rejected =
          new ExperimentRejected("bad-" + number, null, violations, source);
      facts.add(Message.of(Ids.ofRecord(source), NOON, "ingestion", rejected));
    }

    publisher.publish(facts);

    for (int number = 0; number < 10; number++) {
      JsonPath shown = RegistryRest.experiment("bad-" + number, "REJECTED");
      assertThat(shown.getList("violations.field"))
          .isEqualTo(List.of("model", "hyperparameters.epochs"));
    }
    assertThat(get("/api/v1/experiments?state=REJECTED").jsonPath().getList("items"))
        .hasSizeGreaterThanOrEqualTo(10);
  }

  @Test
  void aRejectionDoesNotTouchTheExperimentThatHasTheId() {
    ExampleExperiment example = CommittedExamples.of("taken-1", "taken", 0);
    Coordinates source = new Coordinates("experiment-requested", 1, 99, NOON);
    ExperimentRejected rejected = new ExperimentRejected("taken-1", null, List.of(), source);

    publisher.publish(
        List.of(example.accepted(), Message.of(Ids.ofRecord(source), NOON, "ingestion", rejected)));
    publisher.publish(List.of(example.started(1)));

    JsonPath shown = RegistryRest.experiment("taken-1", "TRAINING");
    assertThat(shown.getMap("")).doesNotContainKey("violations");
  }

  @Test
  void dataSetsAreListedWithTheirCounts() {
    DatasetIngested ingested = ExampleDatasets.ingested("digits");
    publisher.publish(List.of(Message.of("ingested-1", NOON, "ingestion", ingested)));
    publisher.publish(List.of(Message.of("ingested-1", NOON, "ingestion", ingested)));

    JsonPath shown = RegistryRest.when("/api/v1/datasets", "items.size()", 1);

    assertThat(shown.getString("items[0].name")).isEqualTo("digits");
    assertThat(shown.getString("items[0].source")).isEqualTo("/data");
    assertThat(shown.getInt("items[0].labelCounts.2")).isEqualTo(2);
    assertThat(shown.getString("items[0].ingestedAt")).isEqualTo("2026-01-02T12:00:00Z");
  }
}
