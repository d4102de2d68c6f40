package dev.fidelio.registry;

import io.quarkus.narayana.jta.QuarkusTransaction;
import java.sql.SQLException;
import java.util.Set;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A transaction that is repeated when PostgreSQL cancels it in favour of another: as the victim of
 * a deadlock, or because it cannot be serialised.
 */
public final class RepeatedTransaction {

  private static final int ATTEMPTS = 5;
  private static final Set<String> CANCELLED = Set.of("40P01", "40001");
  private static final Logger LOG = LoggerFactory.getLogger(RepeatedTransaction.class);

  private RepeatedTransaction() {}

  /** The result of the work, which may run several times. */
  public static <T> T call(Supplier<T> work) {
    for (int attempt = 1; ; attempt++) {
      try {
        return QuarkusTransaction.requiringNew().call(work::get);
      } catch (RuntimeException e) {
        if (attempt == ATTEMPTS || !isCancelled(e)) {
          throw e;
        }
        LOG.info("attempt {} of a transaction was cancelled in favour of another", attempt, e);
      }
    }
  }

  private static boolean isCancelled(Throwable failure) {
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      if (cause instanceof SQLException sql) {
        return CANCELLED.contains(sql.getSQLState());
      }
    }
    return false;
  }
}
