package dev.fidelio.registry.experiments;

import dev.fidelio.registry.http.ProblemException;
import dev.fidelio.registry.outbox.Outbox;
import jakarta.inject.Singleton;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.net.URI;

/** The response to a submission: 202 once the broker has it. */
@Singleton
class SubmissionResponse {

  private final Outbox outbox;
  private final ExperimentViews views;

  SubmissionResponse(Outbox outbox, ExperimentViews views) {
    this.outbox = outbox;
    this.views = views;
  }

  /**
   * Waits until the broker has a stored submission.
   *
   * @throws ProblemException if it does not in time; the submission stays stored and will be sent
   */
  Response accepted(Submission submission, UriInfo uri) {
    if (!outbox.awaitPublished()) {
      throw ProblemException.unconfirmed("experiment " + submission.experimentId);
    }
    return Response.accepted(views.of(submission))
        .location(location(uri, submission.experimentId))
        .build();
  }

  /** The address of an experiment. */
  static URI location(UriInfo uri, String id) {
    return uri.getBaseUriBuilder().path(ExperimentResource.class).path(id).build();
  }
}
