package dev.fidelio.registry;

import static io.restassured.RestAssured.get;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.fidelio.contracts.Json;
import dev.fidelio.contracts.Topic;
import dev.fidelio.messaging.Publisher;
import dev.fidelio.testing.ExampleExperiment;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(RegistryServers.class)
class DashboardIT {

  private static final Pattern METRIC = Pattern.compile("fidelio_[a-z_]+");

  /** Only services with long-running work renew locks. */
  private static final Set<String> OF_WORKERS = Set.of("fidelio_renewals_total");

  @Inject Publisher publisher;

  @Test
  void everyMetricOnTheDashboardIsExported() throws IOException {
    ExampleExperiment example = CommittedExamples.of("measured-1", "measured", 0);
    publisher.publish(List.of(example.accepted(), example.started(1)));
    RegistryRest.experiment("measured-1", "TRAINING");
    AtomicInteger step = new AtomicInteger();

    Set<String> shown = metricsOf(dashboard());
    shown.removeAll(OF_WORKERS);

    assertThat(shown).hasSizeGreaterThan(4);
    Awaitility.await()
        .atMost(Duration.ofSeconds(30))
        .untilAsserted(
            () -> {
              publisher.publish(List.of(example.progressed(step.incrementAndGet())));
              assertThat(exported()).containsAll(shown);
            });
  }

  @Test
  void theBacklogOfEveryWorkTopicIsExported() {
    publisher.submit("{\"model\": \"waiting\"}".getBytes(StandardCharsets.UTF_8));

    String waiting = "fidelio_backlog{topic=\"experiment-requested\"}";
    Awaitility.await()
        .atMost(Duration.ofSeconds(30))
        .untilAsserted(
            () -> {
              List<String> lines = scrape();
              for (Topic topic : Topic.values()) {
                String gauge = "fidelio_backlog{topic=\"" + topic.plainName() + "\"}";
                assertThat(lines.stream().anyMatch(line -> line.startsWith(gauge)))
                    .as(gauge)
                    .isEqualTo(topic.isWork());
              }
              assertThat(lines)
                  .anyMatch(
                      line ->
                          line.startsWith(waiting)
                              && Double.parseDouble(line.substring(waiting.length())) >= 1);
            });
  }

  private static JsonNode dashboard() throws IOException {
    Path file = Path.of(System.getProperty("fidelio.root"), "dashboards", "fidelio.json");
    return Json.read(Files.readAllBytes(file), JsonNode.class);
  }

  private static Set<String> metricsOf(JsonNode dashboard) {
    Set<String> metrics = new TreeSet<>();
    for (JsonNode panel : dashboard.get("panels")) {
      assertThat(panel.path("title").asText()).isNotBlank();
      for (JsonNode target : panel.get("targets")) {
        Matcher metric = METRIC.matcher(target.get("expr").asText());
        assertThat(metric.find()).as(target.toString()).isTrue();
        do {
          metrics.add(metric.group());
        } while (metric.find());
      }
    }
    return metrics;
  }

  private static Set<String> exported() {
    return scrape().stream()
        .filter(line -> !line.startsWith("#"))
        .map(line -> line.split("[{ ]")[0])
        .collect(Collectors.toSet());
  }

  private static List<String> scrape() {
    return Arrays.asList(get("/q/metrics").asString().split("\n"));
  }
}
