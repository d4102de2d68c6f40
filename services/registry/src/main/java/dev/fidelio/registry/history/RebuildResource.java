package dev.fidelio.registry.history;

import dev.fidelio.registry.http.Api;
import dev.fidelio.registry.http.Caller;
import dev.fidelio.registry.http.ProblemException;
import io.vertx.core.http.HttpServerRequest;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.sql.SQLException;
import java.util.concurrent.ExecutionException;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** Rebuilds the history. */
@Path("/api/v1/rebuild")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = Api.OPERATION)
public class RebuildResource {

  private final HistoryRebuild historyRebuild;

  RebuildResource(HistoryRebuild historyRebuild) {
    this.historyRebuild = historyRebuild;
  }

  @GET
  @Operation(summary = "Show the progress of the history projection")
  @APIResponse(responseCode = "200", description = "Records projected, and records in the log")
  public HistoryRebuild.Progress progress() throws SQLException, InterruptedException {
    try {
      return historyRebuild.progress();
    } catch (ExecutionException e) {
      throw ProblemException.unavailable("Kafka does not answer", e);
    }
  }

  @POST
  @Operation(
      summary = "Rebuild the history from the log",
      description =
          "Drops what was projected and reads everything again; nothing that was decided is"
              + " touched. Meanwhile experiments that were not read yet are unknown. Only a caller"
              + " on the same machine may ask for it.")
  @APIResponse(
      responseCode = "202",
      description = "The rebuild has started; GET shows its progress",
      content = @Content(schema = @Schema(implementation = HistoryRebuild.Progress.class)))
  @APIResponse(responseCode = "403", ref = Api.FORBIDDEN)
  public Response rebuild(@Context HttpServerRequest call)
      throws SQLException, InterruptedException {
    if (!Caller.isLocal(call)) {
      throw ProblemException.forbidden("only a caller on the registry's machine may rebuild");
    }
    try {
      return Response.accepted(historyRebuild.start()).build();
    } catch (ExecutionException e) {
      throw ProblemException.unavailable("Kafka does not answer; nothing was dropped", e);
    }
  }
}
