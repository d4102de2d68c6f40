package dev.fidelio.tracker.runs;

import dev.fidelio.formats.Digests;
import java.nio.charset.StandardCharsets;
import java.util.regex.Pattern;

/**
 * Names of tags, parameters and metrics as MLflow accepts them. What it refuses is written as
 * {@code _x1F600_}, the character's code point; a name that is too long ends in its digest instead.
 * Two names never become one.
 */
final class MlflowNames {

  /** MLflow's limit, in code points. */
  private static final int LONGEST = 250;

  private static final int DIGEST = 32;
  private static final String PUNCTUATION = "_-./: ";

  /** What follows the {@code _} that begins the code point of a character. */
  private static final Pattern CODE = Pattern.compile("x[0-9A-F]+_.*", Pattern.DOTALL);

  private static final Pattern CUT = Pattern.compile(".*-[0-9a-f]{32}", Pattern.DOTALL);
  private static final Pattern RESERVED =
      Pattern.compile("(user\\.)*(fidelio|mlflow)\\..*", Pattern.DOTALL);

  private MlflowNames() {}

  /** The name of a user's tag, which must not be one that MLflow or the tracker has reserved. */
  static String ofUser(String name) {
    return RESERVED.matcher(name).matches() ? "user." + name : name;
  }

  /** The name that MLflow accepts for a name of any characters. */
  static String accepted(String name) {
    String accepted = escaped(name, false);
    if (!isPath(accepted)) {
      accepted = escaped(name, true);
    }
    int length = accepted.codePointCount(0, accepted.length());
    boolean looksCut = length == LONGEST && CUT.matcher(accepted).matches();
    if (length <= LONGEST && !looksCut) {
      return accepted;
    }
    int end = accepted.offsetByCodePoints(0, LONGEST - DIGEST - 1);
    String digest = Digests.sha256(name.getBytes(StandardCharsets.UTF_8)).substring(0, DIGEST);
    return accepted.substring(0, end) + "-" + digest;
  }

  /**
   * From the end to the beginning, since an underscore is a part of the name unless the code of a
   * character follows it.
   *
   * @param isNoPath whether slashes and a leading dot are refused
   */
  private static String escaped(String name, boolean isNoPath) {
    StringBuilder escaped = new StringBuilder();
    for (int i = name.length(); i > 0; i = name.offsetByCodePoints(i, -1)) {
      int character = name.codePointBefore(i);
      boolean isRefused =
          !isAccepted(character)
              || isNoPath && (character == '/' || character == '.' && i == 1)
              || character == '_' && CODE.matcher(escaped).matches();
      escaped.insert(0, isRefused ? "_x%X_".formatted(character) : Character.toString(character));
    }
    return escaped.toString();
  }

  /** As Python's {@code \w}, which has no combining marks, and as MLflow beside that. */
  private static boolean isAccepted(int character) {
    return Character.isLetterOrDigit(character)
        || isNumber(character)
        || PUNCTUATION.indexOf(character) >= 0;
  }

  private static boolean isNumber(int character) {
    int type = Character.getType(character);
    return type == Character.LETTER_NUMBER || type == Character.OTHER_NUMBER;
  }

  /** Whether a name is the normal form of a path below some folder. */
  private static boolean isPath(String name) {
    boolean isPath = !name.startsWith("..");
    for (String segment : name.split("/", -1)) {
      isPath &= !segment.isEmpty() && !segment.equals(".") && !segment.equals("..");
    }
    return isPath;
  }
}
