package dev.fidelio.tracker;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fidelio.contracts.ExperimentState;
import java.util.Map;
import org.junit.jupiter.api.Test;

class WordsTest {

  @Test
  void aTagThatSomebodyHasChangedIsNoNumberAndNoState() {
    assertThat(Words.number("17")).contains(17L);
    assertThat(Words.number("-1")).isEmpty();
    assertThat(Words.number("99999999999999999999")).isEmpty();
    assertThat(Words.state("TRAINING")).contains(ExperimentState.TRAINING);
    assertThat(Words.state("training")).isEmpty();
  }

  @Test
  void whatMlflowWouldRefuseInANameIsReplaced() {
    assertThat(Words.environment(Map.of("cpu/model", "x", "..", "y")))
        .containsOnlyKeys("fidelio.environment.cpu_model", "fidelio.environment._.");
  }

  @Test
  void aLongTextIsCut() {
    assertThat(Words.shortened("x".repeat(5000))).hasSize(1001).endsWith("…");
    assertThat(Words.shortened("short")).isEqualTo("short");
  }

  @Test
  void aShortDigestStaysWhole() {
    assertThat(Words.shortDigest("abc")).isEqualTo("abc");
    assertThat(Words.shortDigest("0123456789abcdef")).isEqualTo("0123456789ab");
  }
}
