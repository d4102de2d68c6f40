package dev.fidelio.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** The table of settings holds every {@code fidelio.*} property of the code, with its default. */
final class SettingsTest {

  private static final Path TABLE = Path.of("services/docs/operations.md");
  private static final Pattern ROW =
      Pattern.compile("(?m)^\\| `(fidelio\\.[^`]+)` \\| ([^|]+) \\| ([^|]+) \\|");

  private static final Pattern DECLARED = Pattern.compile("(?m)^(#?)(fidelio\\.[\\w.-]+)=(\\S*)");
  private static final Pattern INJECTED =
      Pattern.compile("@ConfigProperty\\(\\s*name = \"(fidelio\\.[^\"]+)\"");
  private static final Pattern SYSTEM_PROPERTY =
      Pattern.compile("System\\.getProperty\\(\"(fidelio\\.[^\"]+)\"");
  private static final Pattern MAPPING =
      Pattern.compile("@ConfigMapping\\(prefix = \"(fidelio\\.[^\"]+)\"\\)");
  private static final Pattern MAPPED =
      Pattern.compile("(?m)^ +(?:Optional\\w*(?:<.*>)?|Duration|int) (\\w+)\\(\\);");
  private static final Pattern DATASET_FILE = Pattern.compile("[A-Z_]+\\(\"([a-z-]+)\", \"");

  @Test
  void theTableHoldsWhatTheCodeReads() {
    assertThat(rows().keySet()).containsExactlyInAnyOrderElementsOf(read());
  }

  @Test
  void theTableHoldsTheDefaults() {
    Map<String, String> defaults = defaults();
    rows()
        .forEach(
            (property, row) -> {
              String value = defaults.get(property);
              if (value != null) {
                assertThat(row.group(3)).as(property).startsWith("`" + value + "`");
              } else {
                assertThat(row.group(3).strip()).as(property).isIn("unset", "set by `./fidelio`");
              }
            });
  }

  @Test
  void theTableHoldsTheEnvironmentVariables() {
    rows()
        .forEach(
            (property, row) -> {
              String variable = property.toUpperCase(Locale.ROOT).replaceAll("[^A-Z0-9<>]", "_");
              assertThat(row.group(2).strip()).as(property).isIn("`" + variable + "`", "none");
            });
  }

  @Test
  void everyVariableOfTheCommandLineIsDescribed() {
    Pattern variable = Pattern.compile("FIDELIO_[A-Z_]*[A-Z]");
    String table = Documents.text(TABLE);
    List<String> missing =
        Documents.files().stream()
            .filter(
                file ->
                    file.equals(Path.of("fidelio"))
                        || file.startsWith("services/cli/src/main")
                        || file.startsWith("services/libs/localservers/src/main"))
            .map(Documents::text)
            .flatMap(text -> variable.matcher(text).results().map(MatchResult::group))
            .distinct()
            .filter(name -> !table.contains(name))
            .toList();

    assertThat(missing).isEmpty();
  }

  private static Map<String, MatchResult> rows() {
    return ROW.matcher(Documents.text(TABLE))
        .results()
        .collect(Collectors.toMap(row -> row.group(1), row -> row));
  }

  private static Set<String> read() {
    Set<String> read = new TreeSet<>(examples(".properties"));
    read.addAll(defaults().keySet());
    for (String text : texts(".java")) {
      read.addAll(all(INJECTED, text));
      read.addAll(all(SYSTEM_PROPERTY, text));
      all(MAPPING, text)
          .forEach(
              prefix ->
                  all(MAPPED, text)
                      .forEach(method -> read.add(prefix + "." + infix(prefix) + kebab(method))));
      if (text.contains("enum DatasetFile")) {
        read.add("fidelio.datasets.<name>.folder");
        for (String file : all(DATASET_FILE, text)) {
          read.add("fidelio.datasets.<name>." + file);
          read.add("fidelio.datasets.<name>." + file + ".sha256");
        }
      }
    }
    return read;
  }

  /** Gates are configured by alias. */
  private static String infix(String prefix) {
    return prefix.equals("fidelio.gates") ? "<alias>." : "";
  }

  private static String kebab(String method) {
    return method.replaceAll("([A-Z])", "-$1").toLowerCase(Locale.ROOT);
  }

  private static Map<String, String> defaults() {
    Map<String, String> defaults = new TreeMap<>();
    for (String text : texts(".properties")) {
      DECLARED
          .matcher(text)
          .results()
          .filter(line -> line.group(1).isEmpty())
          .forEach(line -> defaults.put(line.group(2), line.group(3)));
    }
    return defaults;
  }

  /** Properties that are commented out, as examples. */
  private static Set<String> examples(String suffix) {
    return texts(suffix).stream()
        .flatMap(text -> DECLARED.matcher(text).results())
        .map(line -> line.group(2))
        .collect(Collectors.toSet());
  }

  private static List<String> all(Pattern pattern, String text) {
    return pattern.matcher(text).results().map(match -> match.group(1)).toList();
  }

  private static List<String> texts(String suffix) {
    List<String> texts = new ArrayList<>();
    Documents.files().stream()
        .filter(file -> file.toString().contains("src/main/"))
        .filter(file -> file.toString().endsWith(suffix))
        .forEach(file -> texts.add(Documents.text(file)));
    return texts;
  }
}
