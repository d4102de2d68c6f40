package dev.fidelio.cli.experiments;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fidelio.contracts.ExperimentFact;
import dev.fidelio.contracts.Json;
import dev.fidelio.contracts.Payload;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

class EventLineTest {

  @TestFactory
  Stream<DynamicTest> everyFactAboutAnExperimentHasALine() {
    return Payload.types().entrySet().stream()
        .filter(type -> ExperimentFact.class.isAssignableFrom(type.getValue()))
        .map(
            type ->
                DynamicTest.dynamicTest(
                    type.getKey(),
                    () ->
                        assertThat(EventLine.of(type.getKey(), Json.mapper().createObjectNode()))
                            .isNotBlank()));
  }

  @Test
  void aFactOfALaterVersionHasNone() {
    assertThat(EventLine.of("experiment-praised", Json.mapper().createObjectNode())).isEmpty();
  }
}
