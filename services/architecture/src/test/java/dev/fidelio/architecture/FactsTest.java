package dev.fidelio.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaModifier;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** A new kind of fact cannot be forgotten where facts are told apart. */
final class FactsTest {
  private static final String FACT = "dev.fidelio.contracts.Fact";

  /** More than this many kinds told apart by instanceof are a table, which must be complete. */
  private static final int KINDS = 2;

  @Test
  void noMethodTellsManyKindsOfFactApartByInstanceof() {
    Set<String> chains =
        CodeBase.production().stream()
            .flatMap(type -> type.getCodeUnits().stream())
            .filter(
                unit ->
                    unit.getInstanceofChecks().stream()
                            .map(check -> check.getRawType())
                            .filter(FactsTest::isKindOfFact)
                            .distinct()
                            .count()
                        > KINDS)
            .map(unit -> unit.getFullName())
            .collect(Collectors.toCollection(TreeSet::new));

    assertThat(chains).as("use a visitor, which a new fact makes fail to compile").isEmpty();
  }

  @Test
  void everyFactIsARecord() {
    List<JavaClass> facts = CodeBase.production().stream().filter(FactsTest::isKindOfFact).toList();

    assertThat(facts).isNotEmpty().allMatch(JavaClass::isRecord);
  }

  private static boolean isKindOfFact(JavaClass type) {
    return type.isAssignableTo(FACT)
        && !type.isInterface()
        && !type.getModifiers().contains(JavaModifier.ABSTRACT);
  }
}
