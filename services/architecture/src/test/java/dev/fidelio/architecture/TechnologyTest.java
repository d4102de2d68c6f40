package dev.fidelio.architecture;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaCall.Predicates.target;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideOutsideOfPackages;
import static com.tngtech.archunit.core.domain.properties.HasName.Predicates.name;
import static com.tngtech.archunit.core.domain.properties.HasName.Predicates.nameMatching;
import static com.tngtech.archunit.core.domain.properties.HasOwner.Predicates.With.owner;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import org.junit.jupiter.api.Test;

/** Which module may use which technology, so that each can be replaced in one place. */
final class TechnologyTest {
  private static final String[] KAFKA = {"org.apache.kafka..", "io.cloudevents.."};
  private static final String[] DATABASE = {
    "java.sql..", "javax.sql..", "jakarta.persistence..", "org.hibernate..", "org.postgresql.."
  };

  @Test
  void theWorkersKnowNoKafkaNoDatabaseAndNoMlflow() {
    String[] workers = {
      "dev.fidelio.trainer..", "dev.fidelio.sampler..", "dev.fidelio.evaluator.."
    };

    noClasses()
        .that()
        .resideInAnyPackage(workers)
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(KAFKA)
        .check(CodeBase.production());
    noClasses()
        .that()
        .resideInAnyPackage(workers)
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(DATABASE)
        .check(CodeBase.production());
    noClasses()
        .that()
        .resideInAnyPackage(workers)
        .should()
        .dependOnClassesThat()
        .resideInAPackage("org.mlflow..")
        .check(CodeBase.production());
  }

  @Test
  void onlyTheTrackerKnowsTheMlflowClient() {
    noClasses()
        .that()
        .resideOutsideOfPackage("dev.fidelio.tracker..")
        .should()
        .dependOnClassesThat()
        .resideInAPackage("org.mlflow..")
        .check(CodeBase.production());
  }

  @Test
  void onlyTheRegistryKnowsHibernate() {
    noClasses()
        .that()
        .resideOutsideOfPackage("dev.fidelio.registry..")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("jakarta.persistence..", "org.hibernate..", "io.quarkus.hibernate..")
        .check(CodeBase.production());
  }

  @Test
  void onlyMessagingOpensConsumersSoThatAllReadCommittedRecordsOnly() {
    noClasses()
        .that(not(nameMatching("dev.fidelio.(messaging.Consumers|testing.TopicReader)")))
        .should()
        .dependOnClassesThat()
        .haveFullyQualifiedName("org.apache.kafka.clients.consumer.KafkaConsumer")
        .check(CodeBase.production());
  }

  @Test
  void onlyStagesClaimWork() {
    noClasses()
        .that()
        .resideOutsideOfPackages("dev.fidelio.artifacts..", "dev.fidelio.stages..")
        .should()
        .callMethodWhere(
            target(nameMatching("next|end"))
                .and(target(owner(nameMatching("dev.fidelio.artifacts.Claims")))))
        .because("a service may read claims, but only a stage's loop makes and ends them")
        .check(CodeBase.production());
  }

  @Test
  void onlyStagesCommitWorkAndOnlyTwoClassesCommitFilesThatAreNamedByTheirContents() {
    noClasses()
        .that(
            resideOutsideOfPackages(
                    "dev.fidelio.artifacts..", "dev.fidelio.stages..", "dev.fidelio.testing..")
                .and(
                    not(
                        nameMatching(
                            "dev.fidelio.datasets.Datasets|dev.fidelio.evaluator.ReferenceStore"))))
        .should()
        .callMethodWhere(
            target(name("commit"))
                .and(target(owner(nameMatching("dev.fidelio.artifacts.CommitPoints")))))
        .because("the fixtures, which production does not use, stand in for the stages")
        .check(CodeBase.production());
  }
}
