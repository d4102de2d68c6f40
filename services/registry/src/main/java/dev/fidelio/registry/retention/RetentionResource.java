package dev.fidelio.registry.retention;

import dev.fidelio.registry.http.Api;
import dev.fidelio.registry.http.Caller;
import dev.fidelio.registry.http.Problem;
import dev.fidelio.registry.http.ProblemException;
import io.vertx.core.http.HttpServerRequest;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.time.Instant;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.server.ServerExceptionMapper;

/** Shows and deletes files that are no longer needed. */
@Path("/api/v1/retention")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = Api.OPERATION)
public class RetentionResource {

  private final Retention retention;
  private final RetentionTask task;

  RetentionResource(Retention retention, RetentionTask task) {
    this.retention = retention;
    this.task = task;
  }

  /** What would go. */
  @Schema(name = "Retention", description = "Files that are no longer needed.")
  public record RetentionView(
      @Schema(description = "How many files are no longer needed.") int files,
      @Schema(description = "How many bytes they have.") long bytes,
      List<ItemView> items,
      @Schema(description = "Absent where nothing ever went.") RunView last) {}

  /** What would go of one experiment. */
  @Schema(name = "RetentionItem")
  public record ItemView(
      @Schema(examples = "digits-1") String experimentId,
      @Schema(examples = "its version was archived") String reason,
      long bytes,
      List<String> files,
      @Schema(
              description =
                  "From when on a run deletes them, by the database's clock: an hour after they were"
                      + " first found, if they are found again.")
          Instant deletableFrom) {

    static ItemView of(RetentionPlan.Item item) {
      List<String> names = item.files().stream().map(file -> file.name()).toList();
      return new ItemView(
          item.experimentId(), item.reason(), item.bytes(), names, item.deletableFrom());
    }
  }

  /** The last time that anything went. */
  @Schema(name = "RetentionRun")
  public record RunView(Instant at, int files, long bytes) {

    static RunView of(RetentionRun run) {
      return new RunView(run.endedAt, run.files, run.bytes);
    }
  }

  @GET
  @Operation(
      summary = "Show the files that are no longer needed",
      description =
          "By the settings fidelio.retention.*: files of archived versions and of dead experiments,"
              + " and checkpoints between the best and the last. Nothing that an alias, a rollback"
              + " or a resume needs is among them.")
  @APIResponse(responseCode = "200", description = "What is no longer needed")
  public RetentionView plan() {
    RetentionPlan retentionPlan = retention.plan();
    return new RetentionView(
        retentionPlan.files(),
        retentionPlan.bytes(),
        retentionPlan.items().stream().map(ItemView::of).toList(),
        RetentionRun.last().map(RunView::of).orElse(null));
  }

  @GET
  @Path("/work")
  @Operation(summary = "Show how far giving files up is")
  @APIResponse(responseCode = "200", description = "Files deleted, and files to delete")
  public RetentionTask.Work work() {
    return task.work();
  }

  @POST
  @Operation(
      summary = "Delete the files that were found to be no longer needed an hour ago and still are",
      description = "Only a caller on the same machine may ask for it.")
  @APIResponse(
      responseCode = "202",
      description = "It has begun; GET /retention/work shows how far it is",
      content = @Content(schema = @Schema(implementation = RetentionTask.Work.class)))
  @APIResponse(responseCode = "403", ref = Api.FORBIDDEN)
  public Response apply(@Context HttpServerRequest call) {
    if (!Caller.isLocal(call)) {
      throw ProblemException.forbidden("only a caller on the registry's machine may remove files");
    }
    return Response.accepted(task.ask()).build();
  }

  @ServerExceptionMapper
  Response historyBehind(HistoryBehindException failure) {
    return Problem.of(503, failure.getMessage(), List.of()).response();
  }
}
