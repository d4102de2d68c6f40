package dev.fidelio.tracker.runs;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fidelio.contracts.ExperimentState;
import org.junit.jupiter.api.Test;

class MlflowMappingTest {

  @Test
  void aTagThatAUserHasChangedIsNoNumberAndNoState() {
    assertThat(MlflowMapping.number("17")).contains(17L);
    assertThat(MlflowMapping.number("-1")).isEmpty();
    assertThat(MlflowMapping.number("99999999999999999999")).isEmpty();
    assertThat(MlflowMapping.state("TRAINING")).contains(ExperimentState.TRAINING);
    assertThat(MlflowMapping.state("training")).isEmpty();
  }

  @Test
  void aLongTextIsCut() {
    assertThat(MlflowMapping.shortened("x".repeat(5000))).hasSize(1001).endsWith("…");
    assertThat(MlflowMapping.shortened("x😀".repeat(5000))).endsWith("x😀…");
    assertThat(MlflowMapping.shortened("short")).isEqualTo("short");
  }

  @Test
  void aShortDigestStaysWhole() {
    assertThat(MlflowMapping.shortDigest("abc")).isEqualTo("abc");
    assertThat(MlflowMapping.shortDigest("0123456789abcdef")).isEqualTo("0123456789ab");
  }
}
