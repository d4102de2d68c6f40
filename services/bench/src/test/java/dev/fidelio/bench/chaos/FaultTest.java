package dev.fidelio.bench.chaos;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class FaultTest {

  private static final Duration LOCK = Duration.ofSeconds(5);
  private static final List<String> VICTIMS = List.of("kafka", "trainer");

  @Test
  void aSeedAlwaysGivesTheSamePlanAndAnotherSeedAnother() {
    List<Fault> plan = Fault.plan(1, 50, VICTIMS, LOCK);

    List<Fault> again = Fault.plan(1, 50, VICTIMS, LOCK);

    assertThat(again).isEqualTo(plan);
    assertThat(Fault.plan(2, 50, VICTIMS, LOCK)).isNotEqualTo(plan);
  }

  @Test
  void aPlanHasEveryKindAndVictimAndSomeFreezesOutlastTheLock() {
    List<Fault> plan = Fault.plan(1, 100, VICTIMS, LOCK);

    assertThat(plan).extracting(Fault::victim).contains("kafka", "trainer", "store");
    assertThat(plan).extracting(Fault::kind).contains(Fault.Kind.values());
    assertThat(plan).anyMatch(fault -> fault.lasting().compareTo(LOCK) > 0);
  }
}
