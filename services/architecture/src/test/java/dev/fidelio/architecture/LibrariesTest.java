package dev.fidelio.architecture;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Which library may know which: the dependencies of libs point one way. */
final class LibrariesTest {
  /** Each library with all libraries that its code may name. */
  private static final Map<String, Set<String>> ALLOWED =
      new TreeMap<>(
          Map.ofEntries(
              Map.entry("formats", Set.of()),
              Map.entry("contracts", Set.of("formats")),
              Map.entry("charts", Set.of()),
              Map.entry("localservers", Set.of("formats")),
              Map.entry("cvae", Set.of("formats")),
              Map.entry("fid", Set.of("formats")),
              Map.entry("artifacts", Set.of("contracts", "formats")),
              Map.entry("messaging", Set.of("contracts", "formats")),
              Map.entry("datasets", Set.of("contracts", "formats", "artifacts")),
              Map.entry("stages", Set.of("contracts", "formats", "artifacts", "messaging")),
              Map.entry(
                  "service",
                  Set.of("contracts", "formats", "artifacts", "messaging", "datasets", "stages")),
              Map.entry("testing", Set.of("contracts", "formats", "artifacts", "localservers"))));

  static Stream<String> libraries() {
    return CodeBase.modules().stream()
        .filter(module -> module.getParent().endsWith("libs"))
        .map(Path::getFileName)
        .map(Path::toString);
  }

  @ParameterizedTest
  @MethodSource("libraries")
  void aLibraryKnowsOnlyTheLibrariesBelowIt(String library) {
    assertThat(ALLOWED).as("the table of allowed dependencies").containsKey(library);
    String[] known =
        Stream.concat(Stream.of(library), ALLOWED.get(library).stream())
            .map(name -> "dev.fidelio." + name + "..")
            .toArray(String[]::new);

    noClasses()
        .that()
        .resideInAPackage("dev.fidelio." + library + "..")
        .should()
        .dependOnClassesThat(resideInAPackage("dev.fidelio..").and(not(resideInAnyPackage(known))))
        .check(CodeBase.production());
  }

  @Test
  void theTableHasNoCycle() {
    ALLOWED.forEach(
        (library, known) ->
            known.forEach(
                below ->
                    assertThat(ALLOWED.get(below))
                        .as("what %s may know, being known to %s", below, library)
                        .isSubsetOf(known)));
  }

  @Test
  void theMathematicsKnowsNoKafkaNoQuarkusAndNoStore() {
    noClasses()
        .that()
        .resideInAnyPackage("dev.fidelio.cvae..", "dev.fidelio.fid..")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(
            "org.apache.kafka..",
            "io.quarkus..",
            "jakarta..",
            "org.eclipse.microprofile..",
            "java.sql..",
            "java.net.http..")
        .check(CodeBase.production());
  }

  @Test
  void onlyTestsAndBenchUseTheFixtures() {
    noClasses()
        .that()
        .resideOutsideOfPackages("dev.fidelio.testing..", "dev.fidelio.bench..")
        .should()
        .dependOnClassesThat()
        .resideInAPackage("dev.fidelio.testing..")
        .check(CodeBase.production());
  }

  @Test
  void onlyTheCommandLineTestsAndBenchStartLocalServers() {
    noClasses()
        .that()
        .resideOutsideOfPackages(
            "dev.fidelio.localservers..",
            "dev.fidelio.testing..",
            "dev.fidelio.cli..",
            "dev.fidelio.bench..")
        .should()
        .dependOnClassesThat()
        .resideInAPackage("dev.fidelio.localservers..")
        .check(CodeBase.production());
  }
}
