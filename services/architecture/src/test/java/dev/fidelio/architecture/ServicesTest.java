package dev.fidelio.architecture;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import java.util.Arrays;
import java.util.Set;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Which programs may know which. Services meet in topics, the store and REST, never in code. */
final class ServicesTest {
  private static final Set<String> PROGRAMS =
      Set.of("ingestion", "trainer", "sampler", "evaluator", "registry", "tracker", "cli", "bench");
  private static final Set<String> KNOWN_TO_BENCH = Set.of("trainer", "evaluator", "cli");

  @ParameterizedTest
  @ValueSource(
      strings = {"ingestion", "trainer", "sampler", "evaluator", "registry", "tracker", "cli"})
  void aServiceKnowsNoOtherService(String service) {
    noClasses()
        .that()
        .resideInAPackage(packages(service)[0])
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(packages(others(service)))
        .check(CodeBase.production());
  }

  @ParameterizedTest
  @ValueSource(strings = "bench")
  void benchKnowsOnlyTheProgramsThatItMeasures(String bench) {
    noClasses()
        .that()
        .resideInAPackage(packages(bench)[0])
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(
            packages(
                Arrays.stream(others(bench))
                    .filter(program -> !KNOWN_TO_BENCH.contains(program))
                    .toArray(String[]::new)))
        .check(CodeBase.production());
  }

  private static String[] others(String program) {
    return PROGRAMS.stream().filter(other -> !other.equals(program)).toArray(String[]::new);
  }

  private static String[] packages(String... programs) {
    return Arrays.stream(programs)
        .map(program -> "dev.fidelio." + program + "..")
        .toArray(String[]::new);
  }
}
