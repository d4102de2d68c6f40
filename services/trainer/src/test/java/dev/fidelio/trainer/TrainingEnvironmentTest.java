package dev.fidelio.trainer;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class TrainingEnvironmentTest {

  private static final Map<String, String> HERE = Map.of("device", "cpu", "threads", "2");

  @Test
  void goingOnWhereTheSameWasAtWorkIsNotMarked() {
    assertThat(TrainingEnvironment.marked(HERE, Set.of())).isEqualTo(HERE);
    assertThat(TrainingEnvironment.marked(HERE, Set.of(HERE))).isEqualTo(HERE);
  }

  @Test
  void goingOnElsewhereIsMarked() {
    Map<String, String> there = Map.of("device", "cpu", "threads", "1");

    assertThat(TrainingEnvironment.marked(HERE, Set.of(HERE, there)))
        .containsAllEntriesOf(HERE)
        .containsEntry("mixed-environment", "true");
  }
}
