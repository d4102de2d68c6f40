package dev.fidelio.stages;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fidelio.contracts.CancellationRequested;
import dev.fidelio.messaging.StopSignal;
import org.junit.jupiter.api.Test;

class CancellationsTest {

  @Test
  void onlyTheNewestAreKeptSoThatALongLivedWorkerDoesNotGrow() {
    Cancellations cancellations = new Cancellations();
    for (int i = 0; i <= Cancellations.KEPT; i++) {
      cancellations.add(new CancellationRequested("cancelled-" + i, null));
    }

    assertThat(isStopped(cancellations, "cancelled-0")).isFalse();
    assertThat(isStopped(cancellations, "cancelled-1")).isTrue();
    assertThat(isStopped(cancellations, "cancelled-" + Cancellations.KEPT)).isTrue();
  }

  private static boolean isStopped(Cancellations cancellations, String experiment) {
    StopSignal work = new StopSignal();
    cancellations.begun(experiment, work);
    cancellations.ended(experiment);
    return work.isStopped();
  }
}
