package dev.fidelio.service;

import dev.fidelio.contracts.Topic;
import dev.fidelio.messaging.KafkaSettings;
import dev.fidelio.messaging.Loop;
import dev.fidelio.messaging.StopSignal;
import dev.fidelio.messaging.Topics;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.Any;
import jakarta.enterprise.inject.Instance;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Runs all loops of the service, from when the broker is available until the service stops. */
@ApplicationScoped
public class LoopRunner {

  private static final Logger LOG = LoggerFactory.getLogger(LoopRunner.class);
  private static final Duration PAUSE = Duration.ofSeconds(2);
  private static final int ADMIN_TIMEOUT_MILLIS = 5_000;

  private final KafkaSettings kafka;
  private final Instance<Loop> loops;
  private final StopSignal stop = new StopSignal();
  private final List<Loop> running = new ArrayList<>();
  private volatile String problem = "starting";
  private volatile boolean isStarted;
  private Thread watch;

  LoopRunner(KafkaSettings kafka, @Any Instance<Loop> loops) {
    this.kafka = kafka;
    this.loops = loops;
  }

  void start(@Observes StartupEvent event) {
    loops.forEach(running::add);
    watch = new Thread(this::watch, "kafka-watch");
    watch.start();
  }

  void stop(@Observes ShutdownEvent event) throws InterruptedException {
    stop.stop();
    watch.join();
    // In parallel, even on one processor: each loop may have to wait for the broker.
    List<Thread> closing = running.stream().map(loop -> new Thread(loop::close)).toList();
    closing.forEach(Thread::start);
    for (Thread each : closing) {
      each.join();
    }
  }

  /** What keeps each loop from working, by the loop's name; empty if nothing does. */
  public Map<String, String> problems() {
    Map<String, String> problems = new TreeMap<>();
    if (problem != null) {
      problems.put("kafka", problem);
      return problems;
    }
    for (Loop loop : running) {
      loop.problem().ifPresent(what -> problems.put(loop.name(), what));
    }
    return problems;
  }

  /** Starts the loops once the broker is available, then monitors its availability. */
  private void watch() {
    while (!stop.isStopped()) {
      try (Admin admin = admin()) {
        while (!stop.isStopped()) {
          checkBroker(admin);
          problem = null;
          stop.await(PAUSE);
        }
      } catch (ExecutionException | RuntimeException e) {
        report("cannot use Kafka at " + kafka.bootstrapServers() + ": " + cause(e));
        stop.await(PAUSE);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        return;
      }
    }
  }

  private void report(String what) {
    if (!what.equals(problem)) {
      LOG.warn("{}; waiting", what);
    }
    problem = what;
  }

  private void checkBroker(Admin admin) throws ExecutionException, InterruptedException {
    if (isStarted) {
      admin.describeCluster().nodes().get();
    } else {
      start(admin);
    }
  }

  private void start(Admin admin) throws ExecutionException, InterruptedException {
    Topics topics = new Topics(admin, kafka);
    topics.ensure();
    for (Topic topic : Topic.values()) {
      if (topic.isWork()) {
        topics.readFromTheBeginning(topic);
      }
    }
    running.forEach(Loop::start);
    isStarted = true;
  }

  private static String cause(Exception e) {
    return String.valueOf(e instanceof ExecutionException ? e.getCause() : e);
  }

  private Admin admin() {
    Map<String, Object> settings = kafka.common();
    settings.put(AdminClientConfig.REQUEST_TIMEOUT_MS_CONFIG, ADMIN_TIMEOUT_MILLIS);
    settings.put(AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, ADMIN_TIMEOUT_MILLIS);
    return Admin.create(settings);
  }
}
