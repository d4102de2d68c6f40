package dev.fidelio.registry;

import static io.restassured.RestAssured.get;
import static org.assertj.core.api.Assertions.assertThat;

import dev.fidelio.messaging.Publisher;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(RegistryServers.class)
class DriftIT {

  private static final String DRIFTS = "/api/v1/models/drifted/drifts";

  @Inject Publisher publisher;

  @Test
  void aChangeInMlflowIsShownOnceAndWhenItWasMended() {
    publisher.publish(CommittedExamples.of("drifted-1", "drifted", 0).whole());
    RegistryRest.scoredVersion("drifted", 1);
    publisher.publish(DriftFacts.noticedAndMended("drifted", "champion"));
    publisher.publish(DriftFacts.noticedAndMended("drifted", "champion"));
    publisher.publish(List.of(DriftFacts.noticed("drifted", "challenger")));

    JsonPath shown = RegistryRest.when(DRIFTS, "items.size()", 2);
    JsonPath first = get(DRIFTS + "?limit=1").jsonPath();
    JsonPath second = get(DRIFTS + "?limit=1&cursor=" + first.getString("nextCursor")).jsonPath();

    Map<String, Object> mended =
        Map.of(
            "alias",
            "champion",
            "expected",
            1,
            "found",
            2,
            "foundInMlflow",
            "2",
            "at",
            DriftFacts.NOON.toString(),
            "mendedAt",
            DriftFacts.NOON.plusSeconds(1).toString());
    assertThat(shown.getMap("items.find { it.alias == 'champion' }")).isEqualTo(mended);
    assertThat(shown.getMap("items.find { it.alias == 'challenger' }"))
        .doesNotContainKey("mendedAt");
    assertThat(first.getList("items.alias")).isEqualTo(List.of("champion"));
    assertThat(second.getList("items.alias")).isEqualTo(List.of("challenger"));
    assertThat(second.getString("nextCursor")).isNull();
    assertThat(get("/api/v1/models/nobody/drifts").statusCode()).isEqualTo(404);
    assertThat(get(DRIFTS + "?limit=0").statusCode()).isEqualTo(400);
  }
}
