package dev.fidelio.architecture;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.constructors;

import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaConstructor;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import org.junit.jupiter.api.Test;

/** How records are built. */
final class RecordsTest {

  /** In a longer list of arguments, two of the same type are easily swapped. */
  private static final int MOST_BY_POSITION = 5;

  @Test
  void longRecordsAreBuiltByName() {
    constructors()
        .that()
        .areDeclaredInClassesThat(describe("are records", JavaClass::isRecord))
        .and(
            describe(
                "have more than %d parameters".formatted(MOST_BY_POSITION),
                constructor -> constructor.getParameters().size() > MOST_BY_POSITION))
        .should(beCalledOnlyByTheBuilder())
        .check(CodeBase.production());
  }

  private static ArchCondition<JavaConstructor> beCalledOnlyByTheBuilder() {
    return new ArchCondition<>("be called only by the record's builder or other constructors") {
      @Override
      public void check(JavaConstructor constructor, ConditionEvents events) {
        for (JavaAccess<?> call : constructor.getAccessesToSelf()) {
          if (!isBuilder(call, constructor.getOwner()) && !isConstructor(call, constructor)) {
            events.add(SimpleConditionEvent.violated(call, call.getDescription()));
          }
        }
      }
    };
  }

  private static boolean isBuilder(JavaAccess<?> call, JavaClass type) {
    String builder = type.getPackageName() + "." + type.getSimpleName() + "Builder";
    return call.getOriginOwner().getName().equals(builder);
  }

  private static boolean isConstructor(JavaAccess<?> call, JavaConstructor constructor) {
    return call.getOrigin().isConstructor() && call.getOriginOwner().equals(constructor.getOwner());
  }
}
