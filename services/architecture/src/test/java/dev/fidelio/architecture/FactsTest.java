package dev.fidelio.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaModifier;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A new kind of fact cannot be forgotten where facts are told apart. */
final class FactsTest {
  private static final String FACT = "dev.fidelio.contracts.Fact";

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
