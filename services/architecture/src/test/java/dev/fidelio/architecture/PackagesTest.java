package dev.fidelio.architecture;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.library.dependencies.SliceAssignment;
import com.tngtech.archunit.library.dependencies.SliceIdentifier;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Which package of a module may know which. */
final class PackagesTest {
  /**
   * Each package of the registry with the others that it may know. Its root holds what all share.
   */
  private static final Map<String, Set<String>> REGISTRY =
      Map.ofEntries(
          Map.entry("", Set.of()),
          Map.entry("http", Set.of("")),
          Map.entry("outbox", Set.of()),
          Map.entry("offsets", Set.of()),
          Map.entry("history", Set.of("", "http", "outbox", "offsets")),
          Map.entry("models", Set.of("", "http", "outbox", "history")),
          Map.entry("evaluations", Set.of("", "http", "outbox", "history", "models")),
          Map.entry("evaluations.comparison", Set.of("", "http", "history", "models")),
          Map.entry("promotion.gates", Set.of("", "http", "models", "evaluations")),
          Map.entry(
              "promotion",
              Set.of("", "http", "outbox", "history", "models", "evaluations", "promotion.gates")),
          Map.entry("experiments.live", Set.of("", "http")),
          Map.entry("experiments.stalled", Set.of("", "outbox", "offsets", "history")),
          Map.entry(
              "experiments",
              Set.of("", "http", "outbox", "history", "models", "promotion", "experiments.live")),
          Map.entry(
              "schedules", Set.of("", "http", "history", "models", "promotion", "experiments")),
          Map.entry("retention", Set.of("", "http", "history", "models")),
          Map.entry(
              "platform",
              Set.of(
                  "",
                  "offsets",
                  "history",
                  "models",
                  "evaluations",
                  "promotion",
                  "experiments.live")));

  private static final SliceAssignment BY_PACKAGE =
      new SliceAssignment() {
        @Override
        public SliceIdentifier getIdentifierOf(JavaClass type) {
          return SliceIdentifier.of(type.getPackageName());
        }

        @Override
        public String getDescription() {
          return "packages";
        }
      };

  static Stream<String> registryPackages() {
    return CodeBase.production().stream()
        .map(JavaClass::getPackageName)
        .filter(name -> (name + ".").startsWith("dev.fidelio.registry."))
        .distinct()
        .map(name -> name.equals("dev.fidelio.registry") ? "" : name.substring(21))
        .sorted();
  }

  @ParameterizedTest
  @MethodSource("registryPackages")
  void aPackageOfTheRegistryKnowsOnlyWhatTheTableAllows(String name) {
    assertThat(REGISTRY).as("the table of allowed dependencies").containsKey(name);
    String[] known =
        Stream.concat(Stream.of(name), REGISTRY.get(name).stream())
            .map(PackagesTest::qualified)
            .toArray(String[]::new);

    noClasses()
        .that()
        .resideInAPackage(qualified(name))
        .should()
        .dependOnClassesThat(
            resideInAPackage("dev.fidelio.registry..").and(not(resideInAnyPackage(known))))
        .check(CodeBase.production());
  }

  @Test
  void packagesAreFreeOfCycles() {
    slices().assignedFrom(BY_PACKAGE).should().beFreeOfCycles().check(CodeBase.production());
  }

  @Test
  void everyPackageSaysWhyItExists() {
    Set<Path> without =
        CodeBase.javaFiles("src/main/java").stream()
            .map(Path::getParent)
            .filter(folder -> !CodeBase.read(folder.resolve("package-info.java")).contains("/**"))
            .map(CodeBase.ROOT::relativize)
            .collect(Collectors.toSet());

    assertThat(without).as("packages without Javadoc in package-info.java").isEmpty();
  }

  private static String qualified(String name) {
    return name.isEmpty() ? "dev.fidelio.registry" : "dev.fidelio.registry." + name;
  }
}
