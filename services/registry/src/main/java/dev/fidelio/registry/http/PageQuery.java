package dev.fidelio.registry.http;

import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.QueryParam;
import java.util.function.Function;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;

/** The paging parameters of a list. */
public class PageQuery {

  @Parameter(description = Api.LIMIT)
  @QueryParam("limit")
  @DefaultValue(RequestParameters.DEFAULT_LIMIT)
  public String limit;

  @Parameter(description = Api.CURSOR)
  @QueryParam("cursor")
  public String cursor;

  /** The number of items of the page. */
  public int limit(RequestParameters requestParameters) {
    return requestParameters.limit(limit);
  }

  /** The position of the page; {@code first} without a cursor. */
  public <T> T from(T first, Function<String, T> reader, RequestParameters requestParameters) {
    return requestParameters.cursor(cursor, first, reader);
  }
}
