package dev.fidelio.service;

import dev.fidelio.messaging.BackgroundTask;
import dev.fidelio.messaging.KafkaSettings;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.Any;
import jakarta.enterprise.inject.Instance;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * Runs all loops and periodic tasks of the service, from when the broker is available until the
 * service stops.
 */
@ApplicationScoped
public class LoopRunner {

  private final KafkaWatch kafkaWatch;
  private final Instance<BackgroundTask> tasks;
  private List<BackgroundTask> running = List.of();

  LoopRunner(KafkaSettings kafka, @Any Instance<BackgroundTask> tasks) {
    this.kafkaWatch = new KafkaWatch(kafka, () -> running.forEach(BackgroundTask::start));
    this.tasks = tasks;
  }

  void start(@Observes StartupEvent event) {
    running = tasks.stream().toList();
    kafkaWatch.start();
  }

  void stop(@Observes ShutdownEvent event) throws InterruptedException {
    kafkaWatch.close();
    // In parallel, even on one processor: each loop may have to wait for the broker.
    List<Thread> closing = running.stream().map(task -> new Thread(task::close)).toList();
    closing.forEach(Thread::start);
    for (Thread each : closing) {
      each.join();
    }
  }

  /** The names of tasks of which a thread has ended by itself. */
  public List<String> dead() {
    return Stream.concat(Stream.of(kafkaWatch), running.stream())
        .filter(task -> !task.isAlive())
        .map(BackgroundTask::name)
        .toList();
  }

  /** What keeps the service from working, by the task's name; empty if nothing does. */
  public Map<String, String> problems() {
    Map<String, String> problems = new TreeMap<>();
    Optional<String> kafka = kafkaWatch.problem();
    if (kafka.isPresent()) {
      problems.put("kafka", kafka.get());
      return problems;
    }
    for (BackgroundTask task : running) {
      task.problem().ifPresent(what -> problems.put(task.name(), what));
    }
    return problems;
  }
}
