package dev.fidelio.contracts;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

class ExperimentStateTest {

  @Test
  void aStateNeverFalls() {
    assertThat(ExperimentState.TRAINING.then(ExperimentState.SAMPLING))
        .isEqualTo(ExperimentState.SAMPLING);
    assertThat(ExperimentState.SAMPLING.then(ExperimentState.TRAINING))
        .isEqualTo(ExperimentState.SAMPLING);
  }

  @Test
  void aFinalStateStays() {
    assertThat(ExperimentState.COMPLETED.then(ExperimentState.FAILED))
        .isEqualTo(ExperimentState.COMPLETED);
    assertThat(ExperimentState.FAILED.then(ExperimentState.CANCELLED))
        .isEqualTo(ExperimentState.FAILED);
  }

  @Test
  void theFactsLeadToEveryState() {
    Set<ExperimentState> reached = new TreeSet<>();
    facts().forEach(fact -> reached.add(fact.state()));

    assertThat(reached).containsExactly(ExperimentState.values());
  }

  @Test
  void everyKindOfFactIsKnownToTheReadersOfAllFacts() {
    // They handle these three; what one kind holds, its visitor handles.
    assertThat(Arrays.asList(Fact.class.getPermittedSubclasses()))
        .containsExactlyInAnyOrder(ExperimentFact.class, DatasetIngested.class, ModelFact.class);
  }

  private static List<ExperimentFact> facts() {
    return GoldenRecords.all().stream()
        .filter(ExperimentFact.class::isInstance)
        .map(ExperimentFact.class::cast)
        .toList();
  }
}
