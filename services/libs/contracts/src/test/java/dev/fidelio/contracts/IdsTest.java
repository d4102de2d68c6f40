package dev.fidelio.contracts;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.UUID;
import org.junit.jupiter.api.Test;

class IdsTest {

  @Test
  void theSameRecordHasTheSameIdAndItsNeighbourAnother() {
    Coordinates neighbour =
        new Coordinates("experiment-requested", 3, 18, GoldenRecords.SOURCE.timestamp());

    assertThat(Ids.ofRecord(GoldenRecords.SOURCE)).isEqualTo(Ids.ofRecord(GoldenRecords.SOURCE));
    assertThat(Ids.ofRecord(neighbour)).isNotEqualTo(Ids.ofRecord(GoldenRecords.SOURCE));
  }

  @Test
  void anIdIsAVersion5UuidAndAName() {
    String id = Ids.ofRecord(GoldenRecords.SOURCE);

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
