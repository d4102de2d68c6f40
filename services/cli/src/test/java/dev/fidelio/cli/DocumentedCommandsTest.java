package dev.fidelio.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fidelio.localservers.StateFolder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;
import picocli.CommandLine.MissingParameterException;
import picocli.CommandLine.ParameterException;

/** Documents name only commands and options that the command line has, and name every command. */
final class DocumentedCommandsTest {

  private static final Pattern IN_BLOCK = Pattern.compile("(?m)^ {4}.*?\\./fidelio ?(.*)$");
  private static final Pattern IN_PROSE = Pattern.compile("`\\./fidelio ?([^`\\n]*)`");
  private static final Pattern COMMENT = Pattern.compile("\\s+#.*$");
  private static final Pattern WORD = Pattern.compile("\"([^\"]*)\"|(\\S+)");

  @Test
  void everyDocumentedCommandIsUnderstood() throws IOException {
    List<String> refused = new ArrayList<>();
    for (Path document : documents()) {
      String text = Files.readString(document);
      Stream.of(IN_BLOCK, IN_PROSE)
          .flatMap(pattern -> pattern.matcher(text).results())
          .map(command -> COMMENT.matcher(command.group(1)).replaceAll(""))
          .flatMap(command -> refusal(command).stream())
          .forEach(refusal -> refused.add(document.getFileName() + ": " + refusal));
    }

    assertThat(refused).isEmpty();
  }

  @Test
  void everyCommandIsDocumented() throws IOException {
    String operations = Files.readString(StateFolder.root().resolve("services/docs/operations.md"));

    assertThat(Fidelio.commandLine().getSubcommands().keySet())
        .allSatisfy(command -> assertThat(operations).contains("`./fidelio " + command));
  }

  /** What the command line says against a command; documents may leave out what it works on. */
  private static List<String> refusal(String command) {
    String[] words =
        WORD.matcher(command).results().map(DocumentedCommandsTest::word).toArray(String[]::new);
    CommandLine commandLine = Fidelio.commandLine();
    try {
      commandLine.parseArgs(words);
      return List.of();
    } catch (MissingParameterException e) {
      return List.of();
    } catch (ParameterException e) {
      return List.of(command + ": " + e.getMessage());
    }
  }

  private static String word(MatchResult match) {
    return match.group(1) == null ? match.group(2) : match.group(1);
  }

  private static List<Path> documents() throws IOException {
    Path root = StateFolder.root();
    List<Path> documents = new ArrayList<>();
    for (String folder : List.of("services", "deploy")) {
      try (Stream<Path> files = Files.walk(root.resolve(folder))) {
        files
            .filter(file -> file.toString().endsWith(".md"))
            .filter(file -> !file.toString().contains("/target/"))
            .forEach(documents::add);
      }
    }
    documents.add(root.resolve("README.md"));
    return documents;
  }
}
