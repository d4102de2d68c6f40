package dev.fidelio.messaging;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.fidelio.contracts.Topic;
import dev.fidelio.localservers.LocalKafka;
import dev.fidelio.localservers.Ports;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Two brokers of one cluster, of which the second joins later and has low limits. */
class BrokerLimitsIT {

  private static final Duration LONG = Duration.ofSeconds(60);
  private static final int LEAST_LOCKS = 100;
  private static final BrokerLimits LIMITS = new BrokerLimits();

  @TempDir private static Path folder;
  private static LocalKafka good;
  private static LocalKafka low;
  private static Admin admin;

  @BeforeAll
  static void startOneAfterTheOther() throws Exception {
    String controller = Ports.HOST + ":" + Ports.free();
    int port = Ports.free();
    String listeners = "PLAINTEXT://%s:%d,CONTROLLER://%s".formatted(Ports.HOST, port, controller);
    good =
        launch(
            "good",
            port,
            Map.of("controller.quorum.voters", "1@" + controller, "listeners", listeners));
    good.awaitReady();
    admin = Admin.create(Map.of("bootstrap.servers", good.bootstrapServers()));
    LIMITS.check(admin);
    int other = Ports.free();
    Map<String, String> settings = new HashMap<>();
    settings.put("node.id", "2");
    settings.put("process.roles", "broker");
    settings.put("controller.quorum.voters", "1@" + controller);
    settings.put("listeners", "PLAINTEXT://%s:%d".formatted(Ports.HOST, other));
    settings.put("group.share.partition.max.record.locks", Integer.toString(LEAST_LOCKS));
    settings.put("group.share.min.record.lock.duration.ms", "3000");
    settings.put("group.share.record.lock.duration.ms", "3000");
    joinClusterOf(folder.resolve("good"), folder.resolve("low"));
    low = launch("low", other, settings);
    await().atMost(LONG).until(() -> admin.describeCluster().nodes().get().size() == 2);
  }

  @AfterAll
  static void stop() throws Exception {
    admin.close();
    low.process().stop("KILL", LONG);
    good.process().stop("KILL", LONG);
  }

  @Test
  void aBrokerThatJoinsLaterIsCheckedUntilItsLimitsAreHighEnough() {
    for (int again = 0; again < 2; again++) {
      assertThatThrownBy(() -> LIMITS.check(admin))
          .isInstanceOf(IllegalStateException.class)
          .hasMessage(
              "broker 2 has group.share.partition.max.record.locks=100 and needs at least 2000");
    }
  }

  @Test
  void longWorkIsHandedOverBeforeItKeepsTheOtherWorkersIdle() throws Exception {
    KafkaSettings kafka = new KafkaSettings(good.bootstrapServers(), "", "test", Map.of());
    Topic topic = Topic.TRAINING_REQUESTED;
    admin.createTopics(List.of(new NewTopic(topic.name(""), Map.of(0, List.of(2))))).all().get();
    new Topics(admin, kafka).configureGroup(topic);
    Set<String> worked = ConcurrentHashMap.newKeySet();
    AtomicInteger begunLong = new AtomicInteger();
    int behind = 3 * LEAST_LOCKS;
    RecordWork work =
        (record, stop) -> {
          String key = WorkLoopFixture.key(record);
          if (key.equals("long")) {
            begunLong.incrementAndGet();
            while (worked.size() < behind) {
              stop.await(Duration.ofMillis(50));
              stop.check();
            }
          }
          worked.add(key);
        };

    try (Publisher publisher = new Publisher(kafka);
        WorkLoop one = loop(kafka, work, publisher);
        WorkLoop other = loop(kafka, work, publisher)) {
      publisher.publish(List.of(Messages.trainingRequested("long")));
      one.start();
      await().atMost(LONG).until(() -> begunLong.get() == 1);
      publisher.publish(
          IntStream.range(0, behind)
              .mapToObj(i -> Messages.trainingRequested("short-" + i))
              .toList());
      other.start();

      await().atMost(LONG).until(() -> worked.size() == behind + 1);
    }

    assertThat(begunLong.get()).isGreaterThan(1);
  }

  private static WorkLoop loop(KafkaSettings kafka, RecordWork work, Publisher publisher) {
    return new WorkLoop(
        kafka, Topic.TRAINING_REQUESTED, work, publisher, KafkaTest.NO_LISTENER, LEAST_LOCKS / 2);
  }

  private static LocalKafka launch(String name, int port, Map<String, String> settings)
      throws Exception {
    Path own = folder.resolve(name);
    return LocalKafka.launch(own, port, own.resolve("kafka.log"), settings);
  }

  private static void joinClusterOf(Path first, Path second) throws Exception {
    String cluster =
        Files.readAllLines(first.resolve("data/meta.properties")).stream()
            .filter(line -> line.startsWith("cluster.id="))
            .findFirst()
            .orElseThrow();
    Files.createDirectories(second.resolve("data"));
    Files.writeString(
        second.resolve("data/meta.properties"), "version=1\nnode.id=2\n" + cluster + "\n");
  }
}
