package dev.fidelio.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Documents name only files, folders, anchors and measuring commands that exist. */
final class DocumentsTest {

  private static final Pattern LINK = Pattern.compile("\\[([^\\]]*)\\]\\(([^)\\s]+)\\)");
  private static final Pattern CODE = Pattern.compile("`([^`\\n]+)`");
  private static final Pattern PATH = Pattern.compile("[\\w.-]+(/[\\w.-]+)*/?");
  private static final Pattern IN_CHECKOUT =
      Pattern.compile("(services|libs|migrations|dashboards|deploy|\\.ci)/.*");
  private static final Pattern FILE =
      Pattern.compile(".*\\.(md|java|py|xml|ya?ml|properties|sql)|[\\w.-]+/");
  private static final Pattern BENCH =
      Pattern.compile("services/bench/([a-z-]+)(?![\\w/.-])((?: --?[\\w-]+| [\\w.]+)*)");
  private static final Pattern OPTION = Pattern.compile("--[a-z-]+");
  private static final Pattern TEST = Pattern.compile("-D(?:it\\.)?test=(\\w+)");
  private static final Pattern CLASS = Pattern.compile("dev\\.fidelio\\.[\\w.]+");

  static Stream<Path> documents() {
    return Documents.all();
  }

  @ParameterizedTest
  @MethodSource("documents")
  void everyRelativeLinkLeadsToAFileAndAnAnchor(Path document) {
    List<String> broken =
        LINK.matcher(Documents.prose(document))
            .results()
            .map(link -> link.group(2))
            .filter(target -> !target.matches("[a-z]+:.*"))
            .filter(target -> !leadsSomewhere(document, target))
            .toList();

    assertThat(broken).as("broken links of %s", document).isEmpty();
  }

  @ParameterizedTest
  @MethodSource("documents")
  void aLinkToAClassCarriesItsName(Path document) {
    List<String> misnamed =
        LINK.matcher(Documents.prose(document))
            .results()
            .filter(link -> link.group(2).endsWith(".java"))
            .filter(link -> !names(link.group(1), link.group(2)))
            .map(MatchResult::group)
            .toList();

    assertThat(misnamed).as("links of %s", document).isEmpty();
  }

  @ParameterizedTest
  @MethodSource("documents")
  void everyFileNamedInCodeExists(Path document) {
    Set<String> names =
        Documents.files().stream()
            .map(file -> file.getFileName().toString())
            .collect(Collectors.toSet());
    List<String> missing =
        CODE.matcher(Documents.prose(document))
            .results()
            .map(code -> code.group(1).split(" ")[0])
            .filter(code -> PATH.matcher(code).matches() && !code.startsWith(".fidelio"))
            .filter(code -> IN_CHECKOUT.matcher(code).matches() || FILE.matcher(code).matches())
            .filter(code -> !exists(document, code) && !names.contains(code))
            .toList();

    assertThat(missing).as("files that %s names", document).isEmpty();
  }

  @ParameterizedTest
  @MethodSource("documents")
  void everyMeasuringCommandExistsWithItsOptions(Path document) {
    BENCH
        .matcher(Documents.text(document))
        .results()
        .forEach(
            command -> {
              Path script = Path.of("services/bench", command.group(1));
              assertThat(Documents.ROOT.resolve(script)).isExecutable();
              String source = source(script);
              OPTION
                  .matcher(command.group(2))
                  .results()
                  .forEach(option -> assertThat(source).contains(option.group()));
            });
  }

  @ParameterizedTest
  @MethodSource("documents")
  void everyTestNamedInACommandExists(Path document) {
    Set<String> names =
        Documents.files().stream()
            .map(file -> file.getFileName().toString())
            .collect(Collectors.toSet());

    assertThat(TEST.matcher(Documents.text(document)).results().map(test -> test.group(1)))
        .filteredOn(test -> !test.equals("NONE"))
        .allSatisfy(test -> assertThat(names).contains(test + ".java"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"ingestion", "trainer", "sampler", "evaluator", "registry", "tracker", "cli"})
  void everyServiceSaysWhatItConsumesProducesAndExposes(String service) {
    assertThat(Documents.text(Path.of("services", service, "README.md")))
        .contains("| consumes |", "| produces |", "| exposes |", "| settings |");
  }

  @Test
  void theReadmeCanBeReadInTwoMinutes() {
    String[] words = Documents.prose(Path.of("README.md")).split("\\s+");

    assertThat(words.length).as("words of prose").isLessThan(800);
  }

  private static boolean leadsSomewhere(Path document, String target) {
    String[] parts = target.split("#", 2);
    Path file = parts[0].isEmpty() ? document : document.resolveSibling(parts[0]).normalize();
    return Files.exists(Documents.ROOT.resolve(file))
        && (parts.length == 1 || Documents.anchors(file).contains(parts[1]));
  }

  private static boolean names(String text, String target) {
    String name = Path.of(target).getFileName().toString().replace(".java", "");
    return text.matches("`" + name + "(\\.\\w+)*`");
  }

  private static boolean exists(Path document, String name) {
    return Stream.of(document.resolveSibling(name), Path.of(name), Path.of("services", name))
        .anyMatch(path -> Files.exists(Documents.ROOT.resolve(path)));
  }

  /** A script with the sources of the classes that it starts. */
  private static String source(Path script) {
    String text = Documents.text(script);
    return text
        + CLASS
            .matcher(text)
            .results()
            .map(name -> "services/bench/src/main/java/" + name.group().replace('.', '/'))
            .map(name -> Documents.text(Path.of(name + ".java")))
            .collect(Collectors.joining());
  }
}
