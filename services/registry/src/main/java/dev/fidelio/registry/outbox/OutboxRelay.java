package dev.fidelio.registry.outbox;

import dev.fidelio.messaging.PeriodicTask;
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

/** Publishes the outbox in order; one instance of the registry at a time. */
@Singleton
public class OutboxRelay extends PeriodicTask {

  /** Messages that other instances have added are found by polling. */
  private static final Duration PAUSE = Duration.ofSeconds(1);

  private static final int BATCH = 200;
  private static final int TRANSACTION_SECONDS = 60;

  /** An advisory lock number reserved for the outbox in this database. */
  private static final long LOCK = 0x66_69_64_65_6c_69_6fL;

  private final Standstill standstill = new Standstill();
  private final Publisher publisher;
  private final Clock clock;

  OutboxRelay(Publisher publisher, Clock clock) {
    super("outbox", PAUSE);
    this.publisher = publisher;
    this.clock = clock;
  }

  /** Decisions take effect, but no other service learns of them, until the outbox is published. */
  @Override
  public Optional<String> problem() {
    return failure().map(why -> "cannot publish the outbox: " + why);
  }

  /** That messages wait while another instance, which may be gone, keeps the lock. */
  Optional<String> standstill() {
    return standstill.problem();
  }

  void wake(@Observes(during = TransactionPhase.AFTER_SUCCESS) Outbox.MessagesAdded event) {
    wake();
  }

  @Override
  protected void runOnce(StopSignal stop) {
    boolean isMore = true;
    while (isMore && !stop.isStopped()) {
      isMore = publishSome();
    }
  }

  /** Publishes the oldest messages and returns whether there may be more. */
  private boolean publishSome() {
    return QuarkusTransaction.requiringNew()
        .timeout(TRANSACTION_SECONDS)
        .call(
            () -> {
              if (!isAlone()) {
                standstill.observe(OutboxMessage.oldestUnpublished());
                return false;
              }
              standstill.observe(Optional.empty());
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
