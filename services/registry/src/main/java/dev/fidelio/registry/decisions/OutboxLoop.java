package dev.fidelio.registry.decisions;

import dev.fidelio.messaging.Loop;
import dev.fidelio.messaging.Publisher;
import dev.fidelio.messaging.StopSignal;
import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.event.TransactionPhase;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.jboss.logging.Logger;

/** Publishes the outbox in order. Of all instances of the registry one does at a time. */
@Singleton
public class OutboxLoop implements Loop {

  private static final Logger LOG = Logger.getLogger(OutboxLoop.class);
  private static final Duration PAUSE = Duration.ofSeconds(1);
  private static final int BATCH = 200;
  private static final int TRANSACTION_SECONDS = 60;

  /** Any number that nobody else locks in this database. */
  private static final long LOCK = 0x66_69_64_65_6c_69_6fL;

  private final Publisher publisher;
  private final Clock clock;
  private final StopSignal stop = new StopSignal();
  private final Semaphore filled = new Semaphore(0);
  private volatile String trouble = "not started";
  private Thread thread;

  OutboxLoop(Publisher publisher, Clock clock) {
    this.publisher = publisher;
    this.clock = clock;
  }

  @Override
  public String name() {
    return "outbox";
  }

  @Override
  public void start() {
    thread = new Thread(this::run, "outbox");
    thread.start();
  }

  @Override
  public Optional<String> trouble() {
    return Optional.ofNullable(trouble);
  }

  @Override
  public void close() {
    stop.stop();
    filled.release();
    try {
      if (thread != null) {
        thread.join();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  void wake(@Observes(during = TransactionPhase.AFTER_SUCCESS) Outbox.Filled event) {
    filled.release();
  }

  private void run() {
    while (!stop.isStopped()) {
      try {
        filled.drainPermits();
        boolean isMore = publishSome();
        trouble = null;
        if (!isMore) {
          // Another instance may have filled it, which nobody tells us.
          filled.tryAcquire(PAUSE.toMillis(), TimeUnit.MILLISECONDS);
        }
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        return;
      } catch (RuntimeException e) {
        trouble = "cannot publish the outbox: " + e;
        LOG.warnf(e, "%s; trying again in %d s", trouble, PAUSE.toSeconds());
        stop.await(PAUSE);
      }
    }
  }

  /** Publishes the oldest messages and returns whether there may be more. */
  private boolean publishSome() {
    return QuarkusTransaction.requiringNew()
        .timeout(TRANSACTION_SECONDS)
        .call(
            () -> {
              if (!isAlone()) {
                return false;
              }
              List<OutboxMessage> waiting = OutboxMessage.unpublished(BATCH);
              publisher.publish(waiting.stream().map(OutboxMessage::read).toList());
              waiting.forEach(message -> message.publishedAt = clock.instant());
              return waiting.size() == BATCH;
            });
  }

  private static boolean isAlone() {
    return (Boolean)
        OutboxMessage.getEntityManager()
            .createNativeQuery("select pg_try_advisory_xact_lock(?1)", Boolean.class)
            .setParameter(1, LOCK)
            .getSingleResult();
  }
}
