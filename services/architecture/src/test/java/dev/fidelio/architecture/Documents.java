package dev.fidelio.architecture;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The checkout's Markdown documents, and its files. */
final class Documents {

  static final Path ROOT = Path.of(System.getProperty("fidelio.root"));

  private static final Set<String> NOT_SOURCES =
      Set.of("target", ".git", ".fidelio", ".idea", ".vscode", "__pycache__");
  private static final Pattern FENCE = Pattern.compile("(?ms)^```.*?^```$");
  private static final Pattern INDENTED = Pattern.compile("(?m)^ {4}(?!\\[).*$");
  private static final Pattern HEADING = Pattern.compile("(?m)^#+ (.+)$");

  private Documents() {}

  /** Every file that is not built, relative to the checkout. */
  static List<Path> files() {
    List<Path> files = new ArrayList<>();
    try {
      Files.walkFileTree(
          ROOT,
          new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes unused) {
              return NOT_SOURCES.contains(folder.getFileName().toString())
                  ? FileVisitResult.SKIP_SUBTREE
                  : FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes unused) {
              files.add(ROOT.relativize(file));
              return FileVisitResult.CONTINUE;
            }
          });
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return files;
  }

  /** Every document, relative to the checkout. */
  static Stream<Path> all() {
    return files().stream().filter(file -> file.toString().endsWith(".md")).sorted();
  }

  /** A file's text. */
  static String text(Path file) {
    try {
      return Files.readString(ROOT.resolve(file));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** A document without its code blocks. */
  static String prose(Path document) {
    String text = FENCE.matcher(text(document)).replaceAll("");
    return INDENTED.matcher(text).replaceAll("");
  }

  /** The anchors of a document's headings, as GitHub makes them. */
  static Set<String> anchors(Path document) {
    Set<String> anchors = new TreeSet<>();
    HEADING
        .matcher(prose(document))
        .results()
        .map(heading -> heading.group(1).toLowerCase(Locale.ROOT))
        .map(heading -> heading.replaceAll("[^\\p{L}\\p{N} _-]", "").replace(' ', '-'))
        .forEach(anchors::add);
    return anchors;
  }
}
