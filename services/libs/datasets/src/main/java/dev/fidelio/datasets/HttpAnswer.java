package dev.fidelio.datasets;

import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodySubscriber;
import java.net.http.HttpResponse.BodySubscribers;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Flow.Subscription;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Waits for a whole answer, for as long as bytes of it arrive. The client's own time-out ends when
 * the headers are there, so that a server which stops in the middle of a body would be waited for
 * without end.
 */
public final class HttpAnswer {

  private static final long LOOK_MILLIS = 250;

  private HttpAnswer() {}

  /**
   * Sends a request and returns the answer with its body.
   *
   * @param patience how long to wait for the next byte
   * @param stopCheck called several times a second; an exception that it throws ends the request
   * @throws SourceUnavailableException if there is no whole answer
   */
  public static HttpResponse<byte[]> of(
      HttpClient http, HttpRequest request, Duration patience, Runnable stopCheck) {
    Progress progress = new Progress();
    CompletableFuture<HttpResponse<byte[]>> answer =
        http.sendAsync(request, headers -> progress.begun());
    try {
      while (!isThere(answer)) {
        stopCheck.run();
        if (progress.silence().compareTo(patience) > 0) {
          throw new SourceUnavailableException(
              "%s: no byte for %d s".formatted(request.uri(), patience.toSeconds()), null);
        }
      }
      return answer.get();
    } catch (ExecutionException e) {
      throw new SourceUnavailableException(request.uri() + ": " + e.getCause(), e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new SourceUnavailableException(request.uri() + ": interrupted", e);
    } finally {
      answer.cancel(true);
    }
  }

  private static boolean isThere(CompletableFuture<?> answer)
      throws ExecutionException, InterruptedException {
    try {
      answer.get(LOOK_MILLIS, TimeUnit.MILLISECONDS);
      return true;
    } catch (TimeoutException e) {
      return false;
    }
  }

  /** Keeps the bytes of a body, and when the last of them came. */
  private static final class Progress implements BodySubscriber<byte[]> {

    private final BodySubscriber<byte[]> bytes = BodySubscribers.ofByteArray();
    private volatile long last = System.nanoTime();

    Progress begun() {
      last = System.nanoTime();
      return this;
    }

    Duration silence() {
      return Duration.ofNanos(System.nanoTime() - last);
    }

    @Override
    public CompletionStage<byte[]> getBody() {
      return bytes.getBody();
    }

    @Override
    public void onSubscribe(Subscription subscription) {
      bytes.onSubscribe(subscription);
    }

    @Override
    public void onNext(List<ByteBuffer> next) {
      last = System.nanoTime();
      bytes.onNext(next);
    }

    @Override
    public void onError(Throwable failure) {
      bytes.onError(failure);
    }

    @Override
    public void onComplete() {
      bytes.onComplete();
    }
  }
}
