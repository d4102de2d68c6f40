package dev.fidelio.architecture;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** The files and compiled classes of every module, found by path. */
final class CodeBase {
  static final Path ROOT = Path.of(System.getProperty("fidelio.root")).toAbsolutePath();

  private static JavaClasses production;
  private static JavaClasses tests;

  private CodeBase() {}

  /** The compiled production classes of all modules; they are read once. */
  static synchronized JavaClasses production() {
    if (production == null) {
      production = new ClassFileImporter().importPaths(existing("target/classes"));
    }
    return production;
  }

  /** The compiled test classes of all modules. */
  static synchronized JavaClasses tests() {
    if (tests == null) {
      tests = new ClassFileImporter().importPaths(existing("target/test-classes"));
    }
    return tests;
  }

  /** The folder of every module below services and services/libs. */
  static List<Path> modules() {
    List<Path> modules = new ArrayList<>();
    for (Path parent : List.of(ROOT.resolve("services"), ROOT.resolve("services/libs"))) {
      try (Stream<Path> children = Files.list(parent)) {
        children
            .filter(child -> Files.exists(child.resolve("pom.xml")))
            .sorted()
            .forEach(modules::add);
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
    return modules;
  }

  /** The Java files below a folder of each module, such as src/main/java. */
  static List<Path> javaFiles(String folder) {
    List<Path> files = new ArrayList<>();
    for (Path root : existing(folder)) {
      try (Stream<Path> walk = Files.walk(root)) {
        walk.filter(file -> file.toString().endsWith(".java")).sorted().forEach(files::add);
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
    return files;
  }

  /** The text of a file; empty where there is none. */
  static String read(Path file) {
    try {
      return Files.exists(file) ? Files.readString(file) : "";
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static List<Path> existing(String folder) {
    return modules().stream()
        .map(module -> module.resolve(folder))
        .filter(Files::isDirectory)
        .toList();
  }
}
