package dev.fidelio.messaging;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.fidelio.localservers.LocalKafka;
import dev.fidelio.localservers.Ports;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Two brokers of one cluster, of which the second comes later and goes again. */
class BrokerLimitsIT {

  private static final Duration LONG = Duration.ofSeconds(60);

  @Test
  void everyBrokerIsCheckedAndOneThatJoinsLaterAsWell(@TempDir Path folder) throws Exception {
    String controller = Ports.HOST + ":" + Ports.free();
    int port = Ports.free();
    Map<String, String> first =
        Map.of(
            "controller.quorum.voters",
            "1@" + controller,
            "listeners",
            "PLAINTEXT://%s:%d,CONTROLLER://%s".formatted(Ports.HOST, port, controller));
    LocalKafka good = launch(folder.resolve("good"), port, first);
    good.awaitReady();
    BrokerLimits limits = new BrokerLimits();
    try (Admin admin = Admin.create(Map.of("bootstrap.servers", good.bootstrapServers()))) {
      limits.check(admin);
      int other = Ports.free();
      Map<String, String> second = new HashMap<>();
      second.put("node.id", "2");
      second.put("process.roles", "broker");
      second.put("controller.quorum.voters", "1@" + controller);
      second.put("listeners", "PLAINTEXT://%s:%d".formatted(Ports.HOST, other));
      second.put("group.share.delivery.count.limit", "5");
      joinClusterOf(folder.resolve("good"), folder.resolve("bad"));

      LocalKafka bad = launch(folder.resolve("bad"), other, second);

      await().atMost(LONG).until(() -> brokers(admin) == 2);
      for (int again = 0; again < 2; again++) {
        assertThatThrownBy(() -> limits.check(admin))
            .isInstanceOf(IllegalStateException.class)
            .hasMessage("broker 2 has group.share.delivery.count.limit=5 and needs at least 10");
      }
      bad.stop();
      await().atMost(LONG).until(() -> brokers(admin) == 1);
      assertThatCode(() -> limits.check(admin)).doesNotThrowAnyException();
    } finally {
      good.stop();
    }
  }

  private static LocalKafka launch(Path folder, int port, Map<String, String> settings)
      throws Exception {
    return LocalKafka.launch(folder, port, folder.resolve("kafka.log"), settings);
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

  private static int brokers(Admin admin) throws Exception {
    return admin.describeCluster().nodes().get().size();
  }
}
