package dev.fidelio.cli.platform;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import dev.fidelio.contracts.Topic;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.StreamSupport;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The script {@code fidelio} on other people's machines. */
class LauncherIT {

  @TempDir static Path folder;

  private static BuiltCheckout checkout;

  @BeforeAll
  static void build() throws IOException {
    checkout = BuiltCheckout.in(folder, "Größe 状態");
  }

  @ParameterizedTest
  @CsvSource({
    "LC_ALL, C",
    "LC_ALL, tr_TR.ISO-8859-9",
    "TZ, Not/AZone",
    "JAVA_TOOL_OPTIONS, -XX:+UseG1GC",
    "JAVA_TOOL_OPTIONS, -Dfile.encoding=US-ASCII -Dhttps.proxyHost=proxy",
    "JDK_JAVA_OPTIONS, -XX:+UseParallelGC",
    "_JAVA_OPTIONS, -Xmx1m",
    "PYTHONHOME, /nowhere",
  })
  void aCommandRunsAndSpeaksUtf8WhateverIsSet(String variable, String value) throws Exception {
    CommandRun run = checkout.fidelio(Map.of(variable, value), "logs", "Größe");

    assertThat(run.code()).isEqualTo(1);
    assertThat(run.err()).contains("unknown process Größe; known are kafka");
  }

  @ParameterizedTest
  @ValueSource(strings = {"status", "submit --help"})
  void outputThatCannotBeWrittenIsAFailure(String command) throws Exception {
    CommandRun full = checkout.shell("./fidelio " + command + " > /dev/full");
    CommandRun cut = checkout.shell("./fidelio " + command + " | true; exit ${PIPESTATUS[0]}");

    assertThat(full.code()).isEqualTo(1);
    assertThat(full.err()).startsWith("error: cannot write to standard output: ").hasLineCount(1);
    assertThat(cut.code()).isZero();
    assertThat(cut.err()).isEmpty();
  }

  @Test
  void theServersStartAndRequestsKeepTheirTextInTheWorstOfEnvironments() throws Exception {
    Map<String, String> worst = new HashMap<>();
    worst.put("TZ", "JST");
    worst.put("LC_ALL", "C");
    worst.put("JAVA_TOOL_OPTIONS", "-XX:+UseG1GC");
    worst.put("_JAVA_OPTIONS", "-Duser.timezone=IST -Dquarkus.http.port=1");
    worst.put("PGOPTIONS", "-c nonsense=1");
    worst.put("PGSSLMODE", "verify-full");
    worst.put("PYTHONHOME", "/nowhere");
    worst.put("MLFLOW_STATIC_PREFIX", "/elsewhere");

    try {
      CommandRun up = checkout.fidelio(worst, "up");
      // The checkout has no other services.
      assertThat(up.err()).contains("ingestion").contains("is not built");
      await()
          .atMost(Duration.ofMinutes(2))
          .pollInterval(Duration.ofSeconds(1))
          .until(
              () ->
                  running(worst).containsAll(List.of("kafka", "postgresql", "mlflow", "registry")));
      Path two =
          Files.writeString(
              folder.resolve("zwei Wünsche.json"),
              "{\"experimentId\": \"one\"}\n{\"experimentId\": \"two\"}\n");
      CommandRun submitted =
          checkout.fidelio(worst, "submit", "--tag", "team=Größe", "--file", two.toString());

      assertThat(submitted.code()).as(submitted.err()).isZero();
      assertThat(submitted.out().lines()).containsExactly("one", "two");
      assertThat(requests())
          .hasSize(2)
          .allSatisfy(request -> assertThat(request).contains("\"team\":\"Größe\""))
          .anySatisfy(request -> assertThat(request).contains("\"two\""));
      assertThat(upInAnotherContainer(worst).err()).contains("in use by a platform on elsewhere");
    } finally {
      assertThat(checkout.fidelio(worst, "down").code()).isZero();
    }
  }

  /** Runs {@code up} where the lock says that another container's processes hold it. */
  private static CommandRun upInAnotherContainer(Map<String, String> environment) throws Exception {
    Path lock = checkout.setup().postgres().resolve("in-use");
    String here = Files.readString(lock);
    Files.writeString(lock, "elsewhere\nthe same boot\nanother container\n");
    try {
      return checkout.fidelio(environment, "up");
    } finally {
      Files.writeString(lock, here);
    }
  }

  private static List<String> running(Map<String, String> environment) throws Exception {
    JsonNode parts = checkout.fidelio(environment, "status", "--json").json();
    return StreamSupport.stream(parts.spliterator(), false)
        .filter(part -> part.path("state").asText().equals("running"))
        .map(part -> part.path("name").asText())
        .toList();
  }

  private static List<String> requests() {
    String kafka =
        "127.0.0.1:" + checkout.setup().environment().get(DefaultPorts.KAFKA_PORT_VARIABLE);
    StringDeserializer text = new StringDeserializer();
    try (KafkaConsumer<String, String> consumer =
        new KafkaConsumer<>(Map.of("bootstrap.servers", kafka), text, text)) {
      List<TopicPartition> topic =
          List.of(new TopicPartition(Topic.EXPERIMENT_REQUESTED.plainName(), 0));
      consumer.assign(topic);
      consumer.seekToBeginning(topic);
      List<String> requests = new ArrayList<>();
      while (requests.size() < 2) {
        consumer.poll(Duration.ofSeconds(30)).forEach(record -> requests.add(record.value()));
      }
      return requests;
    }
  }
}
