package dev.fidelio.tracker.reconciliation;

import io.smallrye.common.annotation.Blocking;
import io.vertx.core.http.HttpServerRequest;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.net.InetAddress;
import java.net.UnknownHostException;

/** Shows the progress of a comparison with the log; clients on the same machine may start one. */
@Path("/reconcile")
@Produces(MediaType.APPLICATION_JSON)
public class ReconcileResource {

  private final Reconciler reconciler;

  ReconcileResource(Reconciler reconciler) {
    this.reconciler = reconciler;
  }

  @GET
  public Response latest() {
    return Response.ok(reconciler.latest()).build();
  }

  @POST
  @Blocking
  public Response start(@Context HttpServerRequest call) throws UnknownHostException {
    return InetAddress.getByName(call.remoteAddress().hostAddress()).isLoopbackAddress()
        ? Response.accepted(reconciler.start()).build()
        : Response.status(Response.Status.FORBIDDEN).build();
  }
}
