package dev.fidelio.architecture;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.library.GeneralCodingRules;
import org.junit.jupiter.api.Test;

/** Every module logs through SLF4J. Programs that people start may also write to the console. */
final class LoggingTest {
  private static final String[] PROGRAMS = {
    "dev.fidelio.cli..", "dev.fidelio.bench..", "dev.fidelio.localservers.."
  };

  @Test
  void onlySlf4jLogs() {
    noClasses()
        .that()
        .resideOutsideOfPackages(PROGRAMS)
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(
            "java.util.logging..",
            "org.jboss.logging..",
            "org.jboss.logmanager..",
            "io.quarkus.logging..")
        .check(CodeBase.production());
  }

  @Test
  void onlyProgramsWriteToTheConsole() {
    noClasses()
        .that()
        .resideOutsideOfPackages(PROGRAMS)
        .should(GeneralCodingRules.ACCESS_STANDARD_STREAMS)
        .check(CodeBase.production());
  }
}
