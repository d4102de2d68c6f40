package dev.fidelio.registry.promotion.gates;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fidelio.contracts.Fields;
import dev.fidelio.contracts.Score;
import dev.fidelio.contracts.ScoreBuilder;
import dev.fidelio.contracts.Violation;
import dev.fidelio.formats.Digests;
import dev.fidelio.registry.evaluations.VersionScores;
import dev.fidelio.registry.promotion.gates.Finding.Code;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class GateEvaluatorTest {

  @Test
  void whatIsAsGoodAsTheHolderPassesThePlainestGate() {
    assertThat(codes("{}", fid(10, null), fid(10, null))).isEmpty();
    assertThat(codes("{}", fid(9, null), fid(10, null))).isEmpty();
    assertThat(codes("{}", fid(11, null), fid(10, null))).containsExactly(Code.NOT_IMPROVED);
  }

  @Test
  void sharesAreBetterWhenTheyAreHigherUnlessTheGateSaysOtherwise() {
    String recall = "{'score': 'recall'}";
    String upsideDown = "{'score': 'recall', 'direction': 'lower'}";
    Score high = score("recall", 0.9, null, "x");
    Score low = score("recall", 0.8, null, "x");

    assertThat(codes(recall, high, low)).isEmpty();
    assertThat(codes(recall, low, high)).containsExactly(Code.NOT_IMPROVED);
    assertThat(codes(upsideDown, low, high)).isEmpty();
  }

  @Test
  void theErrorsOfBothScoresCountAndOnlyMoreThanTheMarginPasses() {
    String gate = "{'noiseMargin': 2}";

    assertThat(codes(gate, fid(9, 0.3), fid(10, 0.4))).containsExactly(Code.WITHIN_NOISE);
    assertThat(codes(gate, fid(8.9, 0.3), fid(10, 0.4))).isEmpty();
    assertThat(codes(gate, fid(9.1, 0.4), fid(10, null))).isEmpty();
    assertThat(codes(gate, fid(10, null), fid(10, null))).isEmpty();
  }

  @Test
  void boundsHoldAlsoWhereThereIsNoHolder() {
    String gate = "{'minimum': 1, 'maximum': 5, 'minimumImprovement': 3}";

    assertThat(codes(gate, fid(5, null), null)).isEmpty();
    assertThat(codes(gate, fid(5.1, null), null)).containsExactly(Code.ABOVE_MAXIMUM);
    assertThat(codes(gate, fid(0.9, null), null)).containsExactly(Code.BELOW_MINIMUM);
  }

  @Test
  void aScoreThatIsMissingOnEitherSideIsAFinding() {
    Score kid = score("kid", 1, null, "x");

    assertThat(codes("{}", kid, fid(10, null))).containsExactly(Code.NO_SCORE);
    assertThat(codes("{}", fid(10, null), kid)).containsExactly(Code.NOT_COMPARABLE);
    assertThat(codes("{'evaluations': ['again']}", fid(1, null), null))
        .containsExactly(Code.NOT_EVALUATED);
  }

  @Test
  void anyTwoScoresThatCanBeComparedAreTheFirstEvaluationsFirst() {
    VersionScores version =
        new VersionScores(
            Map.of(
                "again",
                List.of(score("fid", 1, null, "y")),
                "default",
                List.of(score("fid", 9, null, "x"))));
    Gate gate = gate("{'maximum': 8}");

    assertThat(GateEvaluator.of(gate, version, Optional.empty())).hasSize(1);
    assertThat(GateEvaluator.of(gate, version, Optional.of(card(score("fid", 2, null, "y")))))
        .isEmpty();
  }

  private static List<Code> codes(String gate, Score version, Score holder) {
    return GateEvaluator.of(
            gate(gate), card(version), Optional.ofNullable(holder).map(GateEvaluatorTest::card))
        .stream()
        .map(Finding::code)
        .toList();
  }

  private static Gate gate(String json) {
    List<Violation> violations = new ArrayList<>();
    byte[] bytes = json.replace('\'', '"').getBytes(StandardCharsets.UTF_8);
    Gate gate = new GateReader(Set.of("inception-mnist")).read(Fields.sent(bytes, violations));
    assertThat(violations).isEmpty();
    return gate;
  }

  private static VersionScores card(Score score) {
    return new VersionScores(Map.of("default", List.of(score)));
  }

  private static Score fid(double value, Double error) {
    return score("fid", value, error, "x");
  }

  private static Score score(String metric, double value, Double error, String extractorDigest) {
    return ScoreBuilder.builder()
        .metric(metric)
        .value(value)
        .uncertainty(error)
        .floor(null)
        .noise(null)
        .extractor("inception-mnist")
        .extractorDigest(Digests.sha256(extractorDigest.getBytes(StandardCharsets.UTF_8)))
        .profile("p")
        .datasetDigest(Digests.sha256(new byte[0]))
        .split("test")
        .referenceCount(10)
        .sampleCount(10)
        .build();
  }
}
