package dev.fidelio.registry.schedules;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.fidelio.contracts.Json;
import dev.fidelio.contracts.Violation;
import dev.fidelio.registry.experiments.SubmissionService;
import dev.fidelio.registry.experiments.SubmissionService.PreparedRequest;
import dev.fidelio.registry.schedules.Firing.Kind;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.scheduler.Scheduled;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** Runs schedules: each planned time fires once across all instances. */
@Singleton
public class ScheduleRunner {

  /** A run that is later than this counts as missed. */
  private static final Duration LATE = Duration.ofMinutes(1);

  private final NextRun nextRun;
  private final RequestTemplate requestTemplate;
  private final SkipPolicy skipPolicy;
  private final SubmissionService submissionService;
  private final Clock clock;
  private final MeterRegistry meters;

  ScheduleRunner(
      NextRun nextRun,
      RequestTemplate requestTemplate,
      SkipPolicy skipPolicy,
      SubmissionService submissionService,
      Clock clock,
      MeterRegistry meters) {
    this.nextRun = nextRun;
    this.requestTemplate = requestTemplate;
    this.skipPolicy = skipPolicy;
    this.submissionService = submissionService;
    this.clock = clock;
    this.meters = meters;
  }

  /** Fires what is due. */
  @Scheduled(identity = "schedules", every = "${fidelio.schedules.look-every}")
  public void launchDue() {
    Instant now = clock.instant();
    RuntimeException failure = null;
    for (Schedule due : QuarkusTransaction.requiringNew().call(() -> due(now))) {
      try {
        launchDue(due, now);
      } catch (RuntimeException e) {
        // The schedules behind it fire first.
        if (failure == null) {
          failure = e;
        } else {
          failure.addSuppressed(e);
        }
      }
    }
    if (failure != null) {
      throw failure;
    }
  }

  private void launchDue(Schedule due, Instant now) {
    // Files may have to be read for that, while nothing is locked.
    Optional<String> digest = skipPolicy.datasetDigest(due);
    QuarkusTransaction.requiringNew()
        .call(() -> launch(due.name, now, digest))
        .ifPresent(this::count);
  }

  private List<Schedule> due(Instant now) {
    List<Schedule> enabled = Schedule.enabled();
    // A clock that was ahead when a schedule was set must not silence it until then.
    enabled.stream()
        .filter(schedule -> schedule.plannedFrom.isAfter(now.plus(LATE)))
        .forEach(schedule -> schedule.plannedFrom = now);
    return enabled.stream().filter(schedule -> nextRun.of(schedule).isDue(now)).toList();
  }

  private Optional<Firing> launch(String name, Instant now, Optional<String> datasetDigest) {
    // A second instance waits for this lock and then finds the firing of the first.
    Optional<Schedule> schedule = Schedule.locked(name);
    return schedule
        .map(nextRun::of)
        .filter(outlook -> outlook.isDue(now))
        .map(outlook -> launch(schedule.get(), outlook.next(), now, datasetDigest));
  }

  private Firing launch(
      Schedule schedule, Instant planned, Instant now, Optional<String> datasetDigest) {
    boolean isLate = planned.plus(LATE).isBefore(now);
    Firing firing = firing(schedule, planned, now, isLate ? Kind.CATCH_UP : Kind.PLANNED);
    skipPolicy
        .reason(schedule, datasetDigest)
        .ifPresentOrElse(reason -> firing.skipped = reason, () -> submit(firing, schedule));
    firing.persist();
    return firing;
  }

  /**
   * Fires a schedule now, whether it is enabled or not and whatever its policies say.
   *
   * @param key the firing that was triggered under this key before is answered instead; null for
   *     none
   * @return empty if there is no such schedule
   */
  public Optional<Firing> trigger(String name, String key) {
    Optional<TriggerResult> triggered =
        QuarkusTransaction.requiringNew()
            .call(() -> Schedule.locked(name).map(schedule -> trigger(schedule, key)));
    triggered.filter(TriggerResult::isNew).map(TriggerResult::firing).ifPresent(this::count);
    return triggered.map(TriggerResult::firing);
  }

  private record TriggerResult(Firing firing, boolean isNew) {}

  private TriggerResult trigger(Schedule schedule, String key) {
    Optional<Firing> before =
        Optional.ofNullable(key).flatMap(known -> Firing.triggered(schedule.name, known));
    if (before.isPresent()) {
      return new TriggerResult(before.get(), false);
    }
    Instant now = clock.instant();
    Firing firing = firing(schedule, free(schedule.name, now), now, Kind.MANUAL);
    firing.triggerKey = key;
    submit(firing, schedule);
    firing.persist();
    return new TriggerResult(firing, true);
  }

  /** The first millisecond from now on that is no planned time, which are whole seconds. */
  private static Instant free(String schedule, Instant now) {
    Instant free = now.truncatedTo(ChronoUnit.MILLIS);
    while (free.getNano() == 0
        || Firing.findByIdOptional(new Firing.Key(schedule, free)).isPresent()) {
      free = free.plusMillis(1);
    }
    return free;
  }

  private static Firing firing(Schedule schedule, Instant planned, Instant now, Kind kind) {
    Firing firing = new Firing();
    firing.schedule = schedule.name;
    firing.plannedAt = planned;
    firing.firedAt = now;
    firing.kind = kind;
    return firing;
  }

  private void submit(Firing firing, Schedule schedule) {
    if (!(schedule.template instanceof ObjectNode template)) {
      firing.skipped = "the request is refused: the template is not a JSON object";
      return;
    }
    PreparedRequest request = requestTemplate.render(template, schedule.name, firing.plannedAt);
    if (!request.parseResult().isAccepted()) {
      firing.skipped =
          request.parseResult().violations().stream()
              .map(Violation::toString)
              .collect(Collectors.joining("; ", "the request is refused: ", ""));
      return;
    }
    firing.experimentId = request.parseResult().experimentId();
    firing.request = Json.read(request.bytes(), JsonNode.class);
    submissionService.enqueue(request, firing.firedAt);
  }

  private void count(Firing firing) {
    String outcome = firing.skipped == null ? "launched" : "skipped";
    meters.counter("fidelio.schedules.fired", "outcome", outcome).increment();
  }
}
