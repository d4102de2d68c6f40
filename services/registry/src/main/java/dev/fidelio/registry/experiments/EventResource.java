package dev.fidelio.registry.experiments;

import dev.fidelio.registry.experiments.live.EventStreams;
import dev.fidelio.registry.experiments.live.EventSubscriber;
import dev.fidelio.registry.history.StoredEvent;
import dev.fidelio.registry.http.Api;
import io.smallrye.common.annotation.Blocking;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.sse.OutboundSseEvent;
import jakarta.ws.rs.sse.Sse;
import jakarta.ws.rs.sse.SseEventSink;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** Streams the events of an experiment. */
@Path("/api/v1/experiments/{id}/events")
@Tag(name = Api.EXPERIMENTS)
public class EventResource {

  private final ExperimentViews views;
  private final EventStreams eventStreams;

  EventResource(ExperimentViews views, EventStreams eventStreams) {
    this.views = views;
    this.eventStreams = eventStreams;
  }

  @GET
  @Produces(MediaType.SERVER_SENT_EVENTS)
  @Blocking
  @Operation(
      summary = "Watch an experiment",
      description =
          "Server-sent events: everything that has happened, then what happens, each with its type"
              + " (such as epoch-completed) and the record's JSON as data; training-progressed"
              + " about once a second while it trains. The stream ends shortly after the"
              + " experiment. Send Last-Event-ID to continue after a lost connection.")
  @APIResponse(
      responseCode = "200",
      description = "The stream",
      content = @Content(mediaType = MediaType.SERVER_SENT_EVENTS))
  @APIResponse(responseCode = "404", ref = Api.MISSING)
  public void watch(
      @Parameter(example = "digits-1") @PathParam("id") String id,
      @Parameter(description = "The id of the last event that the reader has")
          @HeaderParam(HttpHeaders.LAST_EVENT_ID_HEADER)
          String lastEventId,
      @Context SseEventSink sink,
      @Context Sse sse) {
    if (views.find(id).isEmpty()) {
      throw ExperimentViews.noExperiment(id);
    }
    long after = lastEventId == null ? 0 : StoredEvent.numberOf(id, lastEventId);
    EventSubscriber eventSubscriber = new SinkWatcher(sink, sse);
    eventSubscriber.heartbeat();
    eventStreams.watch(id, after, eventSubscriber);
  }

  /** A subscriber connected through HTTP. */
  private record SinkWatcher(SseEventSink sink, Sse sse) implements EventSubscriber {

    @Override
    public void event(String id, String type, String json) {
      OutboundSseEvent.Builder event =
          sse.newEventBuilder().name(type).mediaType(MediaType.TEXT_PLAIN_TYPE).data(json);
      if (id != null) {
        event.id(id);
      }
      send(event.build());
    }

    @Override
    public void heartbeat() {
      send(sse.newEventBuilder().comment("still here").build());
    }

    @Override
    public boolean isOpen() {
      return !sink.isClosed();
    }

    @Override
    public void close() {
      sink.close();
    }

    private void send(OutboundSseEvent event) {
      if (isOpen()) {
        sink.send(event)
            .whenComplete(
                (sent, failure) -> {
                  if (failure != null) {
                    sink.close();
                  }
                });
      }
    }
  }
}
