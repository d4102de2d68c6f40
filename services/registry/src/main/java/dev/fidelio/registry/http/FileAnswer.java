package dev.fidelio.registry.http;

import dev.fidelio.formats.Digests;
import io.vertx.ext.web.RoutingContext;
import jakarta.ws.rs.core.EntityTag;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Request;
import jakarta.ws.rs.core.Response;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jboss.resteasy.reactive.FilePart;

/**
 * A file that never changes as the answer to a call: whole, or the part that the caller lacks (RFC
 * 9110, section 14), so that a broken download continues. The operating system sends it: a caller
 * that reads slowly takes neither memory nor a thread.
 *
 * @param digest SHA-256 of its bytes, which is the ETag
 * @param type the media type
 */
public record FileAnswer(Path file, String digest, String type) {

  private static final String BYTES = "bytes";
  private static final Pattern RANGE = Pattern.compile("bytes=(\\d{0,18})-(\\d{0,18})");

  /** Part of a file: {@code from} inclusive, {@code to} exclusive. */
  private record Part(long from, long to) {

    /** Null if a range is none that a caller may ask for, so that the whole file is the answer. */
    static Part of(String range, long size) {
      Matcher matcher = RANGE.matcher(range);
      if (!matcher.matches() || range.endsWith("=-")) {
        return null;
      }
      if (matcher.group(1).isEmpty()) {
        long last = Long.parseLong(matcher.group(2));
        return new Part(last == 0 ? size : Math.max(0, size - last), size);
      }
      long from = Long.parseLong(matcher.group(1));
      String last = matcher.group(2);
      long to = last.isEmpty() ? size : Math.min(size, Long.parseLong(last) + 1);
      boolean isReversed = !last.isEmpty() && Long.parseLong(last) < from;
      return isReversed ? null : new Part(from, to);
    }
  }

  /**
   * Bytes that were made for one call, in a file that is deleted when they have left or the caller
   * has.
   */
  public static FileAnswer of(byte[] content, String type, RoutingContext call) {
    try {
      Path file = Files.createTempFile("fidelio-", null);
      call.addEndHandler(ended -> delete(file));
      Files.write(file, content);
      return new FileAnswer(file, Digests.sha256(content), type);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void delete(Path file) {
    try {
      Files.delete(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The answer, to be built. */
  public Response.ResponseBuilder to(Request request, HttpHeaders headers) {
    EntityTag tag = new EntityTag(digest);
    Response.ResponseBuilder failed = request.evaluatePreconditions(tag);
    if (failed != null) {
      boolean isStale = failed.build().getStatus() == 412;
      return isStale ? refused(412, "the file has another digest") : failed.tag(tag);
    }
    long size = size();
    Part part = part(headers, tag, size);
    if (part == null) {
      return answer(200, tag, new Part(0, size));
    }
    if (part.from() >= size) {
      return refused(416, "the file has " + size + " bytes")
          .header("Content-Range", BYTES + " */" + size);
    }
    return answer(206, tag, part)
        .header("Content-Range", "%s %d-%d/%d".formatted(BYTES, part.from(), part.to() - 1, size));
  }

  private Response.ResponseBuilder answer(int status, EntityTag tag, Part part) {
    long length = part.to() - part.from();
    return Response.status(status)
        .entity(new FilePart(file.toFile(), part.from(), length))
        .type(type)
        .header(HttpHeaders.CONTENT_LENGTH, length)
        .header("Accept-Ranges", BYTES)
        .tag(tag);
  }

  private static Response.ResponseBuilder refused(int status, String detail) {
    return Response.fromResponse(Problem.of(status, detail, List.of()).response());
  }

  /**
   * Null for the whole file: nothing else was asked for, or what the caller has is another file.
   */
  private static Part part(HttpHeaders headers, EntityTag tag, long size) {
    String range = headers.getHeaderString("Range");
    String condition = headers.getHeaderString("If-Range");
    boolean isSame = condition == null || condition.equals('"' + tag.getValue() + '"');
    return range == null || !isSame ? null : Part.of(range, size);
  }

  private long size() {
    try {
      return Files.size(file);
    } catch (NoSuchFileException e) {
      throw ProblemException.gone("the file has just been deleted");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
