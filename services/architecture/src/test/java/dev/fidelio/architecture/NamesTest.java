package dev.fidelio.architecture;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.methods;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaModifier;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** How classes are named. */
final class NamesTest {
  /** The last words of names in -ing that are nouns of this field. */
  private static final String NOUNS = ".*(Training|Stopping|Finding|Firing|Mapping)";

  @Test
  void noClassIsNamedByAGerund() {
    noClasses()
        .that()
        .areNotAnonymousClasses()
        .should()
        .haveSimpleNameEndingWith("ing")
        .andShould()
        .haveNameNotMatching(NOUNS)
        .check(CodeBase.production());
  }

  @Test
  void noClassIsNamedByAParticipleAlone() {
    noClasses().should().haveNameMatching(".*[.$][A-Z][a-z]+ed").check(CodeBase.production());
  }

  @ParameterizedTest
  @ValueSource(strings = {"Helper", "Util", "Utils", "Impl", "Base", "DTO", "Dto", "Manager"})
  void noNameEndsInAWordThatSaysNothing(String word) {
    noClasses().should().haveSimpleNameEndingWith(word).check(CodeBase.production());
  }

  @Test
  void exceptionsAreCalledSo() {
    classes()
        .that()
        .areAssignableTo(Throwable.class)
        .should()
        .haveSimpleNameEndingWith("Exception")
        .check(CodeBase.production());
  }

  @Test
  void resourcesAreCalledSo() {
    classes()
        .that()
        .areAnnotatedWith("jakarta.ws.rs.Path")
        .and()
        .areNotInterfaces()
        .should()
        .haveSimpleNameEndingWith("Resource")
        .check(CodeBase.production());
  }

  @Test
  void mappedSettingsAreCalledConfig() {
    classes()
        .that()
        .areAnnotatedWith("io.smallrye.config.ConfigMapping")
        .should()
        .haveSimpleNameEndingWith("Config")
        .allowEmptyShould(true)
        .check(CodeBase.production());
  }

  @Test
  void noTwoTopLevelClassesShareAName() {
    Map<String, List<String>> byName =
        CodeBase.production().stream()
            .filter(type -> type.isTopLevelClass() && !type.getSimpleName().equals("package-info"))
            .collect(
                Collectors.groupingBy(
                    JavaClass::getSimpleName,
                    Collectors.mapping(JavaClass::getName, Collectors.toList())));

    byName.values().removeIf(names -> names.size() == 1);
    assertThat(byName).isEmpty();
  }

  @Test
  void testsEndInTestOrIt() {
    methods()
        .that()
        .areMetaAnnotatedWith("org.junit.platform.commons.annotation.Testable")
        .should()
        .beDeclaredInClassesThat()
        .haveNameMatching(".*(Test|IT)(\\$.*)?")
        .check(CodeBase.tests());
  }

  @Test
  void testsWithRealServersEndInIt() {
    noClasses()
        .that()
        .haveSimpleNameEndingWith("Test")
        .and()
        .doNotHaveModifier(JavaModifier.ABSTRACT)
        .should()
        .dependOnClassesThat()
        .haveFullyQualifiedName("dev.fidelio.testing.TestServers")
        .orShould()
        .beAnnotatedWith("io.quarkus.test.junit.QuarkusTest")
        .check(CodeBase.tests());
  }
}
