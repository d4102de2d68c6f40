package dev.fidelio.registry.offsets;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fidelio.messaging.Failures;
import io.quarkus.narayana.jta.QuarkusTransactionException;
import jakarta.persistence.OptimisticLockException;
import jakarta.persistence.PersistenceException;
import jakarta.transaction.RollbackException;
import jakarta.transaction.SystemException;
import java.sql.SQLException;
import org.hibernate.exception.DataException;
import org.hibernate.exception.LockAcquisitionException;
import org.junit.jupiter.api.Test;

/** How failures of transactions, which the list knows by name only, are told apart. */
class TransactionFailuresTest {

  @Test
  void aTransactionThatTimedOutOrMetAnotherPasses() {
    assertThat(Failures.isTransient(new QuarkusTransactionException("timed out"))).isTrue();
    assertThat(Failures.isTransient(new RuntimeException(new RollbackException()))).isTrue();
    assertThat(Failures.isTransient(new RuntimeException(new SystemException()))).isTrue();
    assertThat(Failures.isTransient(new OptimisticLockException())).isTrue();
    assertThat(
            Failures.isTransient(
                new LockAcquisitionException("deadlock", new SQLException("", "40P01"))))
        .isTrue();
  }

  @Test
  void aTransactionThatFailedBecauseOfItsDataDoesNot() {
    DataException tooLong = new DataException("too long", new SQLException("", "22001"));

    assertThat(Failures.isTransient(new QuarkusTransactionException(tooLong))).isFalse();
    assertThat(Failures.isTransient(new PersistenceException("no such column"))).isFalse();
  }
}
