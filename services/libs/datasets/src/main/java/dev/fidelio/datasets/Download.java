package dev.fidelio.datasets;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.zip.GZIPInputStream;

/** Gets one file by path or URL, and decompresses it if it is gzipped. */
public final class Download {

  private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(10);
  private static final Duration TIMEOUT = Duration.ofMinutes(5);
  private static final HttpClient HTTP =
      HttpClient.newBuilder()
          .connectTimeout(CONNECT_TIMEOUT)
          .followRedirects(HttpClient.Redirect.NORMAL)
          .build();

  private Download() {}

  /**
   * The content of a file.
   *
   * @param location a path, or a URL with the scheme file, http or https
   * @throws FetchException if it cannot be read, saying why
   */
  public static byte[] of(String location) {
    try {
      byte[] content =
          location.matches("https?://.*")
              ? fromWeb(URI.create(location))
              : Files.readAllBytes(
                  location.startsWith("file:") ? Path.of(URI.create(location)) : Path.of(location));
      return isGzip(content) ? unpacked(content) : content;
    } catch (IOException | IllegalArgumentException e) {
      throw new FetchException(location + ": " + e, e);
    }
  }

  private static byte[] fromWeb(URI address) throws IOException {
    HttpRequest request = HttpRequest.newBuilder(address).timeout(TIMEOUT).build();
    try {
      HttpResponse<byte[]> response = HTTP.send(request, HttpResponse.BodyHandlers.ofByteArray());
      if (response.statusCode() != 200) {
        throw new FetchException(address + ": HTTP status " + response.statusCode());
      }
      return response.body();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new FetchException(address + ": interrupted", e);
    }
  }

  private static boolean isGzip(byte[] content) {
    return content.length > 2 && content[0] == 0x1f && content[1] == (byte) 0x8b;
  }

  private static byte[] unpacked(byte[] content) throws IOException {
    try (InputStream gzip = new GZIPInputStream(new ByteArrayInputStream(content))) {
      return gzip.readAllBytes();
    }
  }
}
