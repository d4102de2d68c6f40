package dev.fidelio.tracker.runs;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.Map;
import java.util.Random;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class MlflowNamesTest {

  /** The rule of MLflow 3.17.2, {@code validate_param_and_metric_name}. */
  private static final Pattern ACCEPTED = Pattern.compile("[/\\p{L}\\p{N}_.\\- :]{1,250}");

  /** Pieces that names may be confused by, besides single characters. */
  private static final String[] PIECES = {
    "_",
    "x",
    "x41_",
    "_x41_",
    "_x5F_",
    "/",
    "//",
    ".",
    "..",
    "?",
    "😀",
    "团",
    "e\u0301",
    "a",
    "user.",
    "fidelio.",
    "mlflow.",
    "\n",
    " ",
    ":",
    "_xG_",
    "-",
    "0123456789abcdef",
    "\u202e",
    "\"",
    "A"
  };

  @ParameterizedTest
  @ValueSource(
      strings = {"team", "团队", "a/b", "a:b c", "grid_x", "x_", "_x_", "Größe", "v1.2-3", "Ⅷ"})
  void whatMlflowAcceptsStays(String name) {
    assertThat(MlflowNames.accepted(MlflowNames.ofUser(name))).isEqualTo(name);
  }

  @ParameterizedTest
  @CsvSource({
    "a?b, a_x3F_b",
    "😀, _x1F600_",
    "a//b, a_x2F__x2F_b",
    "/a, _x2F_a",
    "..a, _x2E_.a",
    "., _x2E_",
    "a/../b, a_x2F_.._x2F_b",
    "_x3F_, _x5F_x3F_",
    "mlflow.user, user.mlflow.user",
    "user.mlflow.user, user.user.mlflow.user"
  })
  void whatMlflowRefusesIsWrittenAsItsCode(String name, String accepted) {
    assertThat(MlflowNames.accepted(MlflowNames.ofUser(name))).isEqualTo(accepted);
  }

  @Test
  void aLongNameIsCutBetweenCharactersAndEndsInItsDigest() {
    String one = "mlflow." + "𠜎".repeat(250);
    String other = one + "x";

    assertThat(accepted(one)).startsWith("user.mlflow.𠜎").doesNotContain("?");
    assertThat(accepted(one).codePointCount(0, accepted(one).length())).isEqualTo(250);
    assertThat(accepted(one)).isNotEqualTo(accepted(other)).isNotEqualTo(accepted(accepted(one)));
  }

  @Test
  void twoNamesNeverBecomeOneAndMlflowAcceptsAll() {
    Random random = new Random(1);
    Map<String, String> names = new HashMap<>();
    for (int i = 0; i < 100_000; i++) {
      String name = name(random);
      String accepted = accepted(name);

      String before = names.put(accepted, name);

      assertThat(before == null || before.equals(name)).as("%s and %s", before, name).isTrue();
      assertThat(accepted).matches(ACCEPTED).doesNotStartWith("/").doesNotStartWith("..");
      assertThat("/" + accepted + "/").doesNotContain("//", "/./", "/../");
    }
  }

  private static String accepted(String name) {
    return MlflowNames.accepted(MlflowNames.ofUser(name));
  }

  /** Mostly short, so that equal and nearly equal names are frequent. */
  private static String name(Random random) {
    int pieces = random.nextInt(100) == 0 ? 150 : random.nextInt(1, 6);
    StringBuilder name = new StringBuilder();
    for (int i = 0; i < pieces; i++) {
      name.append(PIECES[random.nextInt(PIECES.length)]);
    }
    return name.toString();
  }
}
