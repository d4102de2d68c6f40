package dev.fidelio.datasets;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.zip.GZIPInputStream;

/** Gets one file by path or URL, and decompresses it if it is gzipped. */
public final class Download {

  private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(10);
  private static final Duration PATIENCE = Duration.ofSeconds(30);
  private static final int REQUEST_TIMEOUT = 408;
  private static final int TOO_MANY_REQUESTS = 429;
  private static final int SERVER_ERROR = 500;

  private final HttpClient http =
      HttpClient.newBuilder()
          .connectTimeout(CONNECT_TIMEOUT)
          .followRedirects(HttpClient.Redirect.NORMAL)
          .build();
  private final Duration patience;

  /** Waits 30 s for the next byte of an answer. */
  public Download() {
    this(PATIENCE);
  }

  /**
   * @param patience how long to wait for the next byte of an answer
   */
  public Download(Duration patience) {
    this.patience = patience;
  }

  /**
   * The content of a file.
   *
   * @param location a path, or a URL with the scheme file, http or https
   * @param stopCheck called several times a second while an answer is awaited; an exception that it
   *     throws ends the download
   * @throws FetchException if there is no such file, or it cannot be read, saying why
   * @throws SourceUnavailableException if its server does not answer, or stops before the end
   */
  public byte[] of(String location, Runnable stopCheck) {
    try {
      byte[] content =
          location.matches("https?://.*")
              ? fromWeb(URI.create(location), stopCheck)
              : fromDisk(
                  location.startsWith("file:") ? Path.of(URI.create(location)) : Path.of(location));
      return isGzip(content) ? unpacked(content) : content;
    } catch (IOException | IllegalArgumentException e) {
      throw new FetchException(location + ": " + e, e);
    }
  }

  private byte[] fromWeb(URI address, Runnable stopCheck) {
    HttpResponse<byte[]> answer =
        HttpAnswer.of(http, HttpRequest.newBuilder(address).build(), patience, stopCheck);
    int status = answer.statusCode();
    if (status == REQUEST_TIMEOUT || status == TOO_MANY_REQUESTS || status >= SERVER_ERROR) {
      throw new SourceUnavailableException(address + ": HTTP status " + status, null);
    }
    if (status != 200) {
      throw new FetchException(address + ": HTTP status " + status);
    }
    return answer.body();
  }

  /** A pipe or a device could be read without end. */
  private static byte[] fromDisk(Path file) throws IOException {
    if (Files.exists(file) && !Files.isRegularFile(file)) {
      throw new FetchException(file + " is no regular file");
    }
    try {
      return Files.readAllBytes(file);
    } catch (NoSuchFileException | AccessDeniedException e) {
      throw e;
    } catch (IOException e) {
      throw new SourceUnavailableException(file + ": " + e, e);
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
