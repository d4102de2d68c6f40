package dev.fidelio.registry.schedules;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.fidelio.contracts.Json;
import dev.fidelio.contracts.Violation;
import dev.fidelio.registry.experiments.SubmissionService;
import dev.fidelio.registry.experiments.SubmissionService.PreparedRequest;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** Renders experiment requests from templates. */
@Singleton
public class RequestTemplate {

  /** The tag that names the schedule of an experiment. */
  public static final String TAG = "schedule";

  private static final String ID = "experimentId";
  private static final String TAGS = "tags";

  private final SubmissionService submissionService;

  RequestTemplate(SubmissionService submissionService) {
    this.submissionService = submissionService;
  }

  /**
   * The request of one experiment, read as ingestion will read it.
   *
   * @param schedule the name of the schedule
   */
  public PreparedRequest render(ObjectNode template, String schedule, Instant plannedAt) {
    ObjectNode request = template.deepCopy();
    request.put(ID, Firing.experimentId(schedule, plannedAt));
    if (!request.has(TAGS)) {
      request.putObject(TAGS);
    }
    if (request.get(TAGS) instanceof ObjectNode tags) {
      tags.put(TAG, schedule);
    }
    return submissionService.prepare(Json.bytes(request));
  }

  /** The violations of a template; empty if every rendered request is accepted. */
  public List<Violation> violations(ObjectNode template) {
    List<Violation> violations = new ArrayList<>();
    if (template.has(ID)) {
      violations.add(
          new Violation(
              ID, template.get(ID).toString(), "no value: each experiment gets its own id"));
    }
    violations.addAll(render(template, "any", Instant.EPOCH).parseResult().violations());
    return violations;
  }
}
