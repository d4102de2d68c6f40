package dev.fidelio.registry.schedules;

import dev.fidelio.registry.http.Api;
import dev.fidelio.registry.http.Page;
import dev.fidelio.registry.http.PageQuery;
import dev.fidelio.registry.http.Position;
import dev.fidelio.registry.http.ProblemException;
import dev.fidelio.registry.http.RequestParameters;
import dev.fidelio.registry.schedules.ScheduleService.ScheduleChange;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.time.Clock;
import java.time.Instant;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** Manages schedules. */
@Path("/api/v1/schedules")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = Api.SCHEDULES)
public class ScheduleResource {

  private final ScheduleService scheduleService;
  private final NextRun nextRun;
  private final RequestTemplate requestTemplate;
  private final Clock clock;

  ScheduleResource(
      ScheduleService scheduleService,
      NextRun nextRun,
      RequestTemplate requestTemplate,
      Clock clock) {
    this.scheduleService = scheduleService;
    this.nextRun = nextRun;
    this.requestTemplate = requestTemplate;
    this.clock = clock;
  }

  @GET
  @Operation(summary = "List the schedules with their next planned times")
  @APIResponse(responseCode = "200", description = "The schedules, by name")
  public Page<ScheduleView> schedules() {
    return Page.whole(
        Schedule.all().stream().map(schedule -> ScheduleView.of(schedule, nextRun)).toList());
  }

  @GET
  @Path("/{name}")
  @Operation(summary = "Show a schedule and its next planned time")
  @APIResponse(responseCode = "200", description = "The schedule")
  @APIResponse(responseCode = "404", ref = Api.MISSING)
  public ScheduleView schedule(@Parameter(example = "nightly") @PathParam("name") String name) {
    return Schedule.named(name)
        .map(schedule -> ScheduleView.of(schedule, nextRun))
        .orElseThrow(() -> noSchedule(name));
  }

  @PUT
  @Path("/{name}")
  @Consumes(MediaType.APPLICATION_JSON)
  @Operation(
      summary = "Create or change a schedule",
      description =
          "The template is an experiment request without experimentId. Each experiment gets an"
              + " id derived from the schedule's name and the planned time, and the tag schedule.")
  @RequestBody(
      required = true,
      content =
          @Content(
              mediaType = MediaType.APPLICATION_JSON,
              schema = @Schema(ref = "ScheduleRequest")))
  @APIResponse(
      responseCode = "201",
      description = "The schedule is new",
      content = @Content(schema = @Schema(implementation = ScheduleView.class)))
  @APIResponse(
      responseCode = "200",
      description = "The schedule was changed",
      content = @Content(schema = @Schema(implementation = ScheduleView.class)))
  public Response putSchedule(
      @Parameter(example = "nightly") @PathParam("name") String name, byte[] body) {
    RequestParameters requestParameters = new RequestParameters();
    ScheduleSettings settings =
        new ScheduleReader(requestTemplate, clock, requestParameters).read(name, body);
    requestParameters.check();
    ScheduleChange changed = scheduleService.put(name, settings);
    return Response.status(changed.isNew() ? 201 : 200)
        .entity(ScheduleView.of(changed.schedule(), nextRun))
        .build();
  }

  @DELETE
  @Path("/{name}")
  @Operation(
      summary = "Delete a schedule",
      description = "Experiments that it has submitted continue.")
  @APIResponse(responseCode = "204", description = "The schedule is deleted")
  @APIResponse(responseCode = "404", ref = Api.MISSING)
  public void deleteSchedule(@Parameter(example = "nightly") @PathParam("name") String name) {
    if (!scheduleService.delete(name)) {
      throw noSchedule(name);
    }
  }

  @POST
  @Path("/{name}/enable")
  @Consumes(MediaType.WILDCARD)
  @Operation(summary = "Enable a schedule")
  @APIResponse(responseCode = "200", description = "The schedule")
  @APIResponse(responseCode = "404", ref = Api.MISSING)
  public ScheduleView enableSchedule(
      @Parameter(example = "nightly") @PathParam("name") String name) {
    return enable(name, true);
  }

  @POST
  @Path("/{name}/disable")
  @Consumes(MediaType.WILDCARD)
  @Operation(
      summary = "Disable a schedule",
      description = "Runs that are due meanwhile are not caught up.")
  @APIResponse(responseCode = "200", description = "The schedule")
  @APIResponse(responseCode = "404", ref = Api.MISSING)
  public ScheduleView disableSchedule(
      @Parameter(example = "nightly") @PathParam("name") String name) {
    return enable(name, false);
  }

  @GET
  @Path("/{name}/firings")
  @Operation(summary = "List the runs of a schedule and their results, newest first")
  @APIResponse(responseCode = "200", description = "A page of firings")
  @APIResponse(responseCode = "404", ref = Api.MISSING)
  public Page<FiringView> firings(
      @Parameter(example = "nightly") @PathParam("name") String name, @BeanParam PageQuery page) {
    RequestParameters requestParameters = new RequestParameters();
    int size = page.limit(requestParameters);
    Instant before = page.from(Position.NEWEST.at(), Position::instant, requestParameters);
    requestParameters.check();
    schedule(name);
    return Page.of(
        Firing.page(name, before, size + 1),
        size,
        FiringView::of,
        last -> last.plannedAt.toString());
  }

  private ScheduleView enable(String name, boolean isEnabled) {
    return scheduleService
        .enable(name, isEnabled)
        .map(schedule -> ScheduleView.of(schedule, nextRun))
        .orElseThrow(() -> noSchedule(name));
  }

  static ProblemException noSchedule(String name) {
    return ProblemException.notFound("there is no schedule " + name);
  }
}
