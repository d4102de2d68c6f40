package dev.fidelio.contracts;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.UUID;
import org.junit.jupiter.api.Test;

class IdsTest {

  @Test
  void theSameRecordHasTheSameIdAndItsNeighbourAnother() {
    Coordinates neighbour =
        new Coordinates("experiment-requested", 3, 18, Examples.SOURCE.timestamp());

    assertThat(Ids.ofRecord(Examples.SOURCE)).isEqualTo(Ids.ofRecord(Examples.SOURCE));
    assertThat(Ids.ofRecord(neighbour)).isNotEqualTo(Ids.ofRecord(Examples.SOURCE));
  }

  @Test
  void anIdIsAVersion5UuidAndAName() {
    String id = Ids.ofRecord(Examples.SOURCE);

    assertThat(UUID.fromString(id).version()).isEqualTo(5);
    assertThat(UUID.fromString(id).variant()).isEqualTo(2);
    assertThat(id).matches(Ids.NAME);
  }

  @Test
  void aSeedFitsEveryJsonReader() {
    assertThat(Ids.seedOf("digits-1")).isBetween(0L, RequestReader.MAX_SEED);
    assertThat(Ids.seedOf("digits-1")).isNotEqualTo(Ids.seedOf("digits-2"));
  }
}
